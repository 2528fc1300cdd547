-- Moves units in every account that a split touches; a negative part takes them back.
local function post(subject, policy, split, change)
  local function put(window, apply)
    local account = account_of(subject.customerId, subject.meter, window)
    apply(account)
    put_account(account)
  end
  -- Two limits may name one window: it counts the units once.
  local seen = {}
  for _, limit in ipairs(policy.limits) do
    if not seen[limit.window] then put(limit.window, change.limit) end
    seen[limit.window] = true
  end
  put(policy.limits[1].window, change.primary)
  if split.credits ~= 0 then put(CREDITS_WINDOW, change.credits) end
end

local function post_reserved(subject, policy, split)
  post(subject, policy, split, {
    limit = function(account) account.reserved = account.reserved + split.allowance end,
    credits = function(account) account.reserved = account.reserved + split.credits end,
    primary = function(account) account.overageReserved = account.overageReserved + split.overage end,
  })
end

local function post_used(subject, policy, split)
  post(subject, policy, split, {
    limit = function(account) account.used = account.used + split.allowance end,
    credits = function(account) account.used = account.used + split.credits end,
    primary = function(account)
      account.fromCredits = account.fromCredits + split.credits
      account.overage = account.overage + split.overage
      account.overrun = account.overrun + split.overrun
    end,
  })
end
