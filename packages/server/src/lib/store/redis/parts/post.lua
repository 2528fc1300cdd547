-- Moves units in every account that a split touches; a negative part takes them back.
-- Two limits may name one window: it counts the units once.
local function is_first(limits, index)
  for earlier = 1, index - 1 do
    if limits[earlier].window == limits[index].window then return false end
  end
  return true
end

local function account_in(subject, window)
  local account = account_of(subject.customerId, subject.meter, window)
  put_account(account)
  return account
end

-- Adds the allowance to a count of each window, the credits to the same count of the account of credits. Gives the primary account.
local function post(subject, policy, split, count)
  local limits = policy.limits
  for index, limit in ipairs(limits) do
    if is_first(limits, index) then
      local account = account_in(subject, limit.window)
      account[count] = account[count] + split.allowance
    end
  end
  if split.credits ~= 0 then
    local account = account_in(subject, CREDITS_WINDOW)
    account[count] = account[count] + split.credits
  end
  return account_in(subject, limits[1].window)
end

local function post_reserved(subject, policy, split)
  local primary = post(subject, policy, split, 'reserved')
  primary.overageReserved = primary.overageReserved + split.overage
end

local function post_used(subject, policy, split)
  local primary = post(subject, policy, split, 'used')
  primary.fromCredits = primary.fromCredits + split.credits
  primary.overage = primary.overage + split.overage
  primary.overrun = primary.overrun + split.overrun
end
