-- Gives what was spent back to where it came from, once. Overage stays: the provider was told of it, or will be when the journal is read.
local function refund(command)
  local number = command.place
  local spent = kept.at(number)
  if not spent or spent.kind == 'grant' or spent.policy == nil then return answer.refused('not_found') end
  if spent.state == 'refunded' then return answer.accepted(number, true) end
  if spent.state ~= 'committed' then return answer.resolved(number) end
  local at, counted = spent.settledAt or spent.createdAt, kept.accounts(spent)
  account.load()
  post.allowance(account.used, counted, 0, #counted, -spent.allowance)
  post.credits(account.used, spent.customerId, spent.meter, -spent.credits)
  post.used_beyond(counted[1], -spent.credits, 0, 0)
  local back = spent.allowance + spent.credits
  if back > 0 then told.amend(spent, -back, at) end
  kept.change(number, command.customer, {
    state = 'refunded', units = spent.overage + spent.overrun, allowance = 0, credits = 0, settledAt = step.now, told = { spent.units, at },
  })
  return answer.accepted(number, false)
end
