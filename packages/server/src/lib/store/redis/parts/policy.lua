-- Policies come as JSON text, many commands of a batch under the same one: each text is read once.
local policies = {}

local function number_or_nil(value)
  if value == cjson.null then return nil end
  return value
end

local function read_policy(text)
  local policy = policies[text]
  if policy then return policy end
  policy = cjson.decode(text)
  policy.text = text
  for _, limit in ipairs(policy.limits) do limit.units = number_or_nil(limit.units) end
  if policy.overage ~= 'block' then policy.overage.cap = number_or_nil(policy.overage.cap) end
  policies[text] = policy
  return policy
end

local function policy_text(policy)
  if policy.text then return policy.text end
  local limits = {}
  for _, limit in ipairs(policy.limits) do
    limits[#limits + 1] = '{"window":' .. cjson.encode(limit.window) .. ',"units":' .. number_text(limit.units) .. '}'
  end
  local overage = policy.overage == 'block' and '"block"' or '{"cap":' .. number_text(policy.overage.cap) .. '}'
  local shadow = policy.shadow ~= nil and ',"shadow":' .. boolean_text(policy.shadow) or ''
  policy.text = '{"limits":' .. list_text(limits) .. ',"overage":' .. overage .. shadow .. '}'
  return policy.text
end

local function room_of(limit)
  return limit.units or math.huge
end

-- Two limits may name one window.
local function tightest_in(policy, window)
  local tightest
  for _, limit in ipairs(policy.limits) do
    if limit.window == window and (tightest == nil or room_of(limit) < room_of(tightest)) then tightest = limit end
  end
  return tightest
end

-- What rules a reservation when more is asked of it or when it ends: its own windows, as the present tier counts them.
local function policy_now(entry, present)
  local past = entry.policy
  if past == nil then return present end
  local limits = {}
  for index, limit in ipairs(past.limits) do limits[index] = tightest_in(present, limit.window) or limit end
  local same_primary = present.limits[1].window == past.limits[1].window
  return { limits = limits, overage = same_primary and present.overage or past.overage, shadow = present.shadow }
end
