-- Policies come and are kept as JSON text: [[window, units or null, ...], 'block' or [cap or null], shadow if it is said].
-- Each text is read once, and only where it is not enough to know its rule (fields.lua).
local policy = { known = {} }

function policy.read(text)
  local known = policy.known[text]
  if known then return known end
  local given, null = cjson.decode(text), cjson.null
  local overage = given[2]
  known = { text = text, limits = {}, overage = overage, shadow = given[3] }
  for index = 1, #given[1], 2 do
    local units = given[1][index + 1]
    known.limits[#known.limits + 1] = { window = given[1][index], units = units ~= null and units or nil }
  end
  if overage ~= 'block' then known.overage = { cap = overage[1] ~= null and overage[1] or nil } end
  policy.known[text] = known
  return known
end
