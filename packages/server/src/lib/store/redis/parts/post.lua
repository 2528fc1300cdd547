-- Moves units in every account that a split touches; a negative part takes them back.
local post = {}

-- Two limits may name one window: it counts the units once.
local function is_first(list, before, index)
  for earlier = before + 1, index - 1 do
    if list[earlier] == list[index] then return false end
  end
  return true
end

-- Adds the allowance to a count (`used` or `reserved`) of the account of each limit.
function post.allowance(count, list, before, limits, units)
  for index = before + 1, before + limits do
    local number = list[index]
    if is_first(list, before, index) then count[number] = count[number] + units end
    account.changed[number] = true
  end
end

-- Adds credits to the same count of the account of credits.
function post.credits(count, customer_id, meter, units)
  if units == 0 then return end
  local number = admit.credits_of(customer_id, meter)
  count[number] = count[number] + units
  account.changed[number] = true
end

function post.reserved_beyond(primary, overage)
  account.overageReserved[primary] = account.overageReserved[primary] + overage
end

function post.used_beyond(primary, credits, overage, overrun)
  account.fromCredits[primary] = account.fromCredits[primary] + credits
  account.overage[primary] = account.overage[primary] + overage
  account.overrun[primary] = account.overrun[primary] + overrun
end
