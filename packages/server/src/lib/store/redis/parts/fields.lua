-- The fields of the commands come as one list, false where one has none; a command is where its fields begin, with its kind. After the
-- last come the accounts of its policy's limits. Places, customers, accounts and rules are numbers.
local fields
local PLACE, CUSTOMER, METER, UNITS, RULE, EVENT_ID, TTL, ATTEMPT = 1, 2, 3, 4, 5, 6, 7, 8
local LAST = ATTEMPT

-- What policies say, as one list too; a rule is where it begins: which of the policies it is, overage (false to block, -1 without a cap,
-- else the cap), whether it is in shadow, how many limits, then the units of each (false for no limit).
local rules
local POLICY, OVERAGE, SHADOW, COUNT = 0, 1, 2, 3

local function next_command(at)
  local rule = fields[at + METER] and fields[at + RULE]
  return at + LAST + 1 + (rule and rules[rule + COUNT] or 0)
end

-- Puts the entry that a command begins; `text` is what it has from its command. Gives the answer: the caller knows all but the split and
-- the attempt, and 1 is the usual case.
local function begin(at, text, attempt, split, is_usual)
  local now, units, ttl = text_of[step.now], text_of[fields[at + UNITS]], fields[at + TTL]
  local number, customer, held = fields[at + PLACE], fields[at + CUSTOMER], ttl and step.now + ttl or nil
  if held then place.move(number, customer, held) end
  place.put(number, customer, (held and '[null,"reserved",' or '[' .. now .. ',"committed",') .. units .. ',' .. split
    .. ',false,' .. now .. ',' .. text_of[held or false] .. ',' .. text_of[attempt] .. ',' .. text)
  if is_usual and attempt == 1 then return '1' end
  return '["new",' .. split .. ',' .. text_of[attempt] .. ']'
end
