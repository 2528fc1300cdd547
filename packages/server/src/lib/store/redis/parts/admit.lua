-- Where units would come from: the allowance while every limit has room, then credits, then overage. Changes nothing.
local MAX_UNITS = 9007199254740991

local function room_in(account, limit)
  return limit == nil and math.huge or math.max(0, limit - account.used - account.reserved)
end

local function tightest(subject, policy)
  local least, window
  for _, limit in ipairs(policy.limits) do
    local room = room_in(account_of(subject.customerId, subject.meter, limit.window), limit.units)
    if least == nil or room < least then least, window = room, limit.window end
  end
  return least, window
end

local function credits_left(subject)
  local account = account_of(subject.customerId, subject.meter, CREDITS_WINDOW)
  return math.max(0, account.granted - account.used - account.reserved)
end

local function overage_left(subject, policy)
  if policy.overage == 'block' then return 0 end
  if policy.overage.cap == nil then return math.huge end
  local account = account_of(subject.customerId, subject.meter, policy.limits[1].window)
  return math.max(0, policy.overage.cap - account.overage - account.overageReserved)
end

-- Gives the split, how many units found no place, and the window with least room.
local function admit(subject, policy, units)
  local room, window = tightest(subject, policy)
  local allowance = math.min(units, room)
  local credits = math.min(units - allowance, credits_left(subject))
  local overage = math.min(units - allowance - credits, overage_left(subject, policy))
  local split = { allowance = allowance, credits = credits, overage = overage, overrun = 0 }
  return split, units - allowance - credits - overage, window
end

-- Whether so many more units would carry an account past the integers that are exact.
local function is_too_large(subject, policy, units)
  for _, limit in ipairs(policy.limits) do
    local account = account_of(subject.customerId, subject.meter, limit.window)
    local held = account.used + account.reserved + account.overage + account.overageReserved + account.overrun
    if held + units > MAX_UNITS then return true end
  end
  return false
end
