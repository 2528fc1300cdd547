-- Entries that were there before: what reads and changes them.
local kept = {}

-- The entry; nil when there is none.
function kept.at(number)
  local known, text = place.entry[number], place.stored[number]
  if known or not text then return known end
  known = entry.read(text, ids_in(place.name[number]))
  place.entry[number] = known
  return known
end

-- Reads what was found, and loads the accounts in which it is counted.
function kept.load()
  for _, number in ipairs(place.found) do
    local found = kept.at(number)
    if found.state == 'reserved' then place.indexed[number], place.held[number] = found.expiresAt, found.expiresAt end
    if found.policy then kept.accounts(found) end
  end
  place.found = {}
  account.load()
end

-- The accounts of its policy's limits, in their order.
function kept.accounts(of)
  if of.counted then return of.counted end
  of.counted = {}
  for index, limit in ipairs(of.policy.limits) do of.counted[index] = number_of(account, of.customerId .. '/' .. of.meter .. '/' .. limit.window) end
  return of.counted
end

local function text_of_entry(of)
  local told_text = of.told and ',[' .. text_of[of.told[1]] .. ',' .. text_of[of.told[2]] .. ']]' or ']'
  return '[' .. text_of[of.settledAt or false] .. ',"' .. of.state .. '",' .. text_of[of.units]
    .. ',' .. text_of[of.allowance] .. ',' .. text_of[of.credits] .. ',' .. text_of[of.overage] .. ',' .. text_of[of.overrun]
    .. ',' .. tostring(of.late) .. ',' .. text_of[of.createdAt] .. ',' .. text_of[of.expiresAt or false] .. ',' .. text_of[of.attempt]
    .. ',"' .. of.kind .. '",' .. string_text(of.meter) .. ',' .. string_text(of.userId) .. ',' .. text_of[of.requested]
    .. ',' .. string_text(of.eventId) .. ',' .. (of.policy and string_text(policy_text(of.policy)) or 'null') .. told_text
end

-- Changes some fields. Answers are texts, so that an earlier one does not change with it.
function kept.change(number, customer, changes)
  local of = kept.at(number)
  for name, value in pairs(changes) do of[name] = value end
  local held = of.state == 'reserved' and of.expiresAt or nil
  local ended = (of.state == 'released' or of.state == 'expired') and of.settledAt or nil
  if held or ended or place.held[number] then place.move(number, customer, held, ended) end
  place.put(number, customer, text_of_entry(of))
end
