-- Where units would come from: the allowance while every limit has room, then credits, then overage. Changes nothing.
-- A split is four numbers: allowance, credits, overage, overrun. The accounts of limits are those of `list` after `before`; what they say
-- is in `rules` at `rule`, as fields.lua has it.
local admit = {}

-- The least room, and the limit that has it.
local function tightest(list, before, rules, first, count)
  local used, reserved, least, tight = account.used, account.reserved, math.huge, 1
  for index = 1, count do
    local limit, number = rules[first + index], list[before + index]
    local room = limit and limit - used[number] - reserved[number] or math.huge
    if room < 0 then room = 0 end
    if room < least then least, tight = room, index end
  end
  return least, tight
end

-- The account of credits, loaded.
function admit.credits_of(customer_id, meter)
  local number = number_of(account, customer_id .. '/' .. meter .. '/' .. CREDITS_WINDOW)
  account.load()
  return number
end

-- How many units credits and overage take of those that the allowance has no room for.
local function beyond(customer_id, meter, primary, cap, units)
  local number = admit.credits_of(customer_id, meter)
  local credits = math.min(units, math.max(0, account.granted[number] - account.used[number] - account.reserved[number]))
  if not cap then return credits, 0 end
  if cap < 0 then return credits, units - credits end
  local left = math.max(0, cap - account.overage[primary] - account.overageReserved[primary])
  return credits, math.min(units - credits, left)
end

-- Gives allowance, credits, overage, how many units found no place, and the limit with least room.
function admit.units(customer_id, meter, list, before, rules, rule, units)
  local room, tight = tightest(list, before, rules, rule + COUNT, rules[rule + COUNT])
  if units <= room then return units, 0, 0, 0, tight end
  local credits, overage = beyond(customer_id, meter, list[before + 1], rules[rule + OVERAGE], units - room)
  return room, credits, overage, units - room - credits - overage, tight
end

-- Whether so many more units would carry an account past the integers that are exact.
function admit.too_large(list, before, count, units)
  local used, reserved, overage, overage_reserved, overrun =
    account.used, account.reserved, account.overage, account.overageReserved, account.overrun
  for index = before + 1, before + count do
    local number = list[index]
    local held = used[number] + reserved[number] + overage[number] + overage_reserved[number] + overrun[number]
    if held + units > MAX_UNITS then return true end
  end
  return false
end
