-- A command of what is not usual, as a table.
local function command_at(at)
  local customer, rule = fields[at + CUSTOMER], fields[at + RULE]
  return {
    place = fields[at + PLACE], customer = customer, customerId = head.name[customer], meter = fields[at + METER], units = fields[at + UNITS],
    policy = rule and policy.read(ARGV[4 + rules[rule + POLICY]]), eventId = fields[at + EVENT_ID], ttlMs = fields[at + TTL], attempt = fields[at + ATTEMPT],
  }
end
