-- Gives what was spent back to where it came from, once. Overage stays: the provider was told of it.
local function refund_entry(command)
  local entry = entry_of(command)
  if entry == nil or entry.kind == 'grant' or entry.policy == nil then return refused('not_found') end
  if entry.state == 'refunded' then return accepted(entry, true) end
  if entry.state ~= 'committed' then return resolved(entry) end
  local split = entry.split
  local back = split.allowance + split.credits
  post_used(entry, entry.policy, { allowance = -split.allowance, credits = -split.credits, overage = 0, overrun = 0 })
  if back > 0 then
    local at = entry.settledAt or entry.createdAt
    amend({ customerId = entry.customerId, meter = entry.meter, userId = entry.userId, units = -back, at = at })
  end
  local kept = { allowance = 0, credits = 0, overage = split.overage, overrun = split.overrun }
  local refunded = with(entry, { state = 'refunded', units = total_of(kept), split = kept, settledAt = now })
  put_entry(refunded)
  return accepted(refunded, false)
end
