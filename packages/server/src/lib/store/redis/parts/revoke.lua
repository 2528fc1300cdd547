-- Takes prepaid units back, as many as are left: what is used or held stays. The units of a command are all that were ever to be taken back
-- under its id. It is never settled, so it is never forgotten.
local function beginning(command)
  return {
    customerId = head.name[command.customer], state = 'committed', units = 0, allowance = 0, credits = 0, overage = 0, overrun = 0,
    late = false, createdAt = step.now, attempt = 1, kind = 'revoke', meter = command.meter, requested = 0,
  }
end

local function revoke(command)
  local number = command.place
  local earlier = kept.at(number)
  if earlier and (earlier.kind ~= 'revoke' or earlier.meter ~= command.meter) then return answer.refused('conflict') end
  if earlier and command.units <= earlier.requested then return answer.accepted(number, true) end
  local entry_now = earlier or beginning(command)
  local credits = admit.credits_of(entry_now.customerId, command.meter)
  local left = math.max(0, account.granted[credits] - account.used[credits] - account.reserved[credits])
  local more = math.min(command.units - entry_now.requested, left)
  account.granted[credits], account.changed[credits] = account.granted[credits] - more, true
  entry_now.requested, entry_now.units = command.units, entry_now.units + more
  place.entry[number] = entry_now
  place.put(number, command.customer, text_of_entry(entry_now))
  return answer.accepted(number, false)
end
