-- An entry as text: what became of it, then the command that began it as it came. Most entries never differ from what was asked,
-- so that nothing but the numbers is written anew. `policy` and `eventId` are there when they are not those of the command.
local GIVEN = ',"given":'

-- What an entry has from its command.
local function begin_entry(command)
  return {
    given = command, customerId = command.customerId, id = command.id, kind = command.kind, userId = command.userId,
    meter = command.meter, requested = command.units, policy = command.policy, eventId = command.eventId,
  }
end

local function entry_text(entry)
  if entry.text then return entry.text end
  local split, given = entry.split, entry.given
  local changed = ''
  if entry.policy ~= given.policy then changed = ',"policy":' .. string_text(policy_text(entry.policy)) end
  if entry.eventId ~= given.eventId then changed = changed .. ',"eventId":' .. string_text(entry.eventId) end
  entry.text = '{"state":"' .. entry.state .. '","units":' .. number_text(entry.units)
    .. ',"split":[' .. number_text(split.allowance) .. ',' .. number_text(split.credits)
    .. ',' .. number_text(split.overage) .. ',' .. number_text(split.overrun)
    .. '],"late":' .. boolean_text(entry.late) .. ',"createdAt":' .. number_text(entry.createdAt)
    .. ',"expiresAt":' .. number_text(entry.expiresAt) .. ',"settledAt":' .. number_text(entry.settledAt)
    .. ',"attempt":' .. entry.attempt .. changed .. GIVEN .. given.text .. '}'
  return entry.text
end

-- Reads a command as it came.
local function read_command(text)
  local command = read_object(text)
  command.text = text
  command.policy = command.policy and read_policy(command.policy)
  return command
end

-- A quote inside of a JSON text is escaped, so the mark is found where it was put.
local function read_entry(text)
  local mark = string.find(text, GIVEN, 1, true)
  local became = read_object(string.sub(text, 1, mark - 1) .. '}')
  local entry = begin_entry(read_command(string.sub(text, mark + #GIVEN, -2)))
  local split = became.split
  entry.split = { allowance = split[1], credits = split[2], overage = split[3], overrun = split[4] }
  entry.policy = became.policy and read_policy(became.policy) or entry.policy
  entry.eventId = became.eventId or entry.eventId
  for _, name in ipairs({ 'state', 'units', 'late', 'createdAt', 'expiresAt', 'settledAt', 'attempt' }) do entry[name] = became[name] end
  entry.text = text
  return entry
end

-- A copy of an entry with other fields; entries that were answered or stored never change.
local function with(entry, changes)
  local copy = {}
  for name, value in pairs(entry) do copy[name] = value end
  for name, value in pairs(changes) do copy[name] = value end
  copy.text = nil
  return copy
end
