-- What is asked under an id that is known, and what is granted.
local function is_same(earlier, at)
  return earlier.kind == fields[at] and earlier.meter == fields[at + METER] and earlier.requested == fields[at + UNITS]
end

-- Gives the next attempt, or the answer. A reservation that ended unused left nothing behind: a retried job may hold again under its own
-- id. Who asks again under an id that was refunded would work for nothing.
local function begin_again(at)
  local number = fields[at + PLACE]
  local earlier = kept.at(number)
  if not is_same(earlier, at) then return nil, answer.refused('conflict') end
  if earlier.state == 'refunded' then return nil, answer.resolved(number) end
  if earlier.kind ~= 'reserve' or earlier.state ~= 'released' and earlier.state ~= 'expired' then return nil, answer.accepted(number, true) end
  place.entry[number] = nil
  return earlier.attempt + 1
end

local function grant(at, text)
  local units, credits = fields[at + UNITS], admit.credits_of(head.name[fields[at + CUSTOMER]], fields[at + METER])
  if account.granted[credits] + units > MAX_UNITS then return answer.refused('too_large') end
  account.granted[credits], account.changed[credits] = account.granted[credits] + units, true
  return begin(at, text, 1, '0,0,0,0', false)
end
