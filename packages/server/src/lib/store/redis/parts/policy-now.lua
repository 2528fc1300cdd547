-- What rules a reservation when more is asked of it or when it ends: its own windows, as the present tier counts them.
local function room_of(limit)
  return limit.units or math.huge
end

-- Two limits may name one window.
local function tightest_in(rule, window)
  local tightest
  for _, limit in ipairs(rule.limits) do
    if limit.window == window and (tightest == nil or room_of(limit) < room_of(tightest)) then tightest = limit end
  end
  return tightest
end

local function policy_now(past, present)
  if past == nil or past == present and #present.limits == 1 then return present end
  local limits = {}
  for index, limit in ipairs(past.limits) do limits[index] = tightest_in(present, limit.window) or limit end
  local same_primary = present.limits[1].window == past.limits[1].window
  return { limits = limits, overage = same_primary and present.overage or past.overage, shadow = present.shadow }
end

local function policy_text(rule)
  if rule.text then return rule.text end
  local limits = {}
  for _, limit in ipairs(rule.limits) do
    limits[#limits + 1] = string_text(limit.window)
    limits[#limits + 1] = text_of[limit.units]
  end
  local overage = rule.overage == 'block' and '"block"' or '[' .. text_of[rule.overage.cap] .. ']'
  local shadow = rule.shadow ~= nil and ',' .. tostring(rule.shadow) or ''
  rule.text = '[' .. list_text(limits) .. ',' .. overage .. shadow .. ']'
  return rule.text
end

-- Its rule, as fields.lua has it, in a list of its own where it begins at 1.
local function rule_of(rule)
  if rule.list then return rule.list end
  local overage = rule.overage ~= 'block' and (rule.overage.cap or -1)
  rule.list = { false, overage, rule.shadow, #rule.limits }
  for _, limit in ipairs(rule.limits) do rule.list[#rule.list + 1] = limit.units or false end
  return rule.list
end
