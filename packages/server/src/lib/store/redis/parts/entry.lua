-- An entry as text: JSON [settledAt, state, units, allowance, credits, overage, overrun, late, createdAt, expiresAt, attempt,
-- kind, meter, userId, requested, eventId, policy, told]. Its customer and id are its name. `told` is there once it was refunded:
-- [units, instant] of what the provider was told.
local entry = {}

local function field(value)
  if value == cjson.null then return nil end
  return value
end

function entry.read(text, customer_id, id)
  local row = cjson.decode(text)
  local policy_text = field(row[17])
  return {
    customerId = customer_id, id = id,
    settledAt = field(row[1]), state = row[2], units = row[3],
    allowance = row[4], credits = row[5], overage = row[6], overrun = row[7],
    late = row[8], createdAt = row[9], expiresAt = field(row[10]), attempt = row[11],
    kind = row[12], meter = row[13], userId = field(row[14]), requested = row[15], eventId = field(row[16]),
    policy = policy_text and policy.read(policy_text), told = row[18],
  }
end
