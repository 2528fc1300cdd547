-- What becomes of units that are held.
local reservation = {}

-- Moves what an entry holds.
local function post_reserved(held, allowance, credits, overage)
  local counted = kept.accounts(held)
  post.allowance(account.reserved, counted, 0, #counted, allowance)
  post.credits(account.reserved, held.customerId, held.meter, credits)
  post.reserved_beyond(counted[1], overage)
end

local function end_unused(number, customer, state)
  local held = kept.at(number)
  post_reserved(held, -held.allowance, -held.credits, -held.overage)
  kept.change(number, customer, { state = state, settledAt = step.now })
end

-- Ends one whose time is over; gives whether it did.
function reservation.expire(number, customer)
  local held = kept.at(number)
  if not held or held.state ~= 'reserved' or held.expiresAt > step.now then return false end
  end_unused(number, customer, 'expired')
  return true
end

-- Another worker's: one whose time was over must not free what is held since, and two that did the same work count once.
local function is_stale(held, command)
  return command.attempt and command.attempt ~= held.attempt or false
end

function reservation.release(command)
  local number = command.place
  local held = kept.at(number)
  if not held or held.kind ~= 'reserve' then return answer.refused('not_found') end
  if is_stale(held, command) then return answer.accepted(number, true) end
  if held.state == 'committed' or held.state == 'refunded' then return answer.resolved(number) end
  if held.state ~= 'reserved' then return answer.accepted(number, true) end
  end_unused(number, command.customer, 'released')
  return answer.accepted(number, false)
end

-- What rules it now, and the accounts that this counts in.
local function policy_and_accounts(held, command)
  local rule = policy_now(held.policy, command.policy)
  local counted = kept.accounts(held)
  account.load()
  return rule, counted
end

function reservation.extend(command)
  local number = command.place
  local held = kept.at(number)
  if not held or held.kind ~= 'reserve' then return answer.refused('not_found') end
  if held.state ~= 'reserved' then return answer.resolved(number) end
  local units = math.max(0, (command.units or held.units) - held.units)
  local expires_at = command.ttlMs and math.max(held.expiresAt, step.now + command.ttlMs) or held.expiresAt
  if units == 0 and expires_at == held.expiresAt then return answer.accepted(number, true) end
  local rule, counted = policy_and_accounts(held, command)
  if admit.too_large(counted, 0, #counted, units) then return answer.refused('too_large') end
  local allowance, credits, overage, missing, limit = admit.units(held.customerId, held.meter, counted, 0, rule_of(rule), 1, units)
  if missing > 0 and rule.shadow ~= true then return answer.limit_reached(units, missing, limit, rule.limits[limit].window) end
  post_reserved(held, allowance, credits, overage)
  kept.change(number, command.customer, {
    units = held.units + units, policy = rule, expiresAt = expires_at, allowance = held.allowance + allowance,
    credits = held.credits + credits, overage = held.overage + overage, overrun = held.overrun + missing,
  })
  return answer.accepted(number, false)
end

-- Keeps the cheapest units: what is not used returns from overrun first, then overage, then credits, then the allowance.
local function shrink(held, units)
  local allowance = math.min(held.allowance, units)
  local credits = math.min(held.credits, units - allowance)
  local overage = math.min(held.overage, units - allowance - credits)
  return allowance, credits, overage, units - allowance - credits - overage
end

-- What is held keeps its place; the excess is admitted on top of it.
local function split_of(held, counted, rule, units)
  local excess = units - held.units
  if excess <= 0 then return shrink(held, units) end
  local allowance, credits, overage, missing = admit.units(held.customerId, held.meter, counted, 0, rule_of(rule), 1, excess)
  return held.allowance + allowance, held.credits + credits, held.overage + overage, held.overrun + missing
end

-- The work was done in a holding whose time was over, and another one began under the same id since.
local function is_late(held, command)
  return command.attempt and command.attempt < held.attempt or false
end

local function settle(command, units)
  local number = command.place
  local ended = kept.at(number)
  local overtaken = is_late(ended, command)
  local rule, counted = policy_and_accounts(ended, command)
  local held = ended.state ~= 'reserved' and { customerId = ended.customerId, meter = ended.meter, units = 0, allowance = 0, credits = 0, overage = 0, overrun = 0 }
    or ended
  -- Overrun that is held is in no account yet.
  if admit.too_large(counted, 0, #counted, units - (held.units - held.overrun)) then return answer.refused('too_large') end
  local allowance, credits, overage, overrun = split_of(held, counted, rule, units)
  post_reserved(ended, -held.allowance, -held.credits, -held.overage)
  post.allowance(account.used, counted, 0, #counted, allowance)
  post.credits(account.used, ended.customerId, ended.meter, credits)
  post.used_beyond(counted[1], credits, overage, overrun)
  kept.change(number, command.customer, {
    state = 'committed', units = units, allowance = allowance, credits = credits, overage = overage, overrun = overrun,
    policy = rule, eventId = command.eventId, late = overtaken or ended.state ~= 'reserved', attempt = overtaken and command.attempt or ended.attempt, settledAt = step.now,
  })
  told.rows[#told.rows + 1] = place.name[number]
  return answer.accepted(number, false)
end

function reservation.commit(command)
  local number = command.place
  local held = kept.at(number)
  if not held or held.kind ~= 'reserve' then return answer.refused('not_found') end
  local units = command.units or held.units
  if held.state == 'reserved' or held.state == 'expired' then return settle(command, units) end
  if held.state == 'released' and is_late(held, command) then return settle(command, units) end
  if held.state ~= 'committed' then return answer.resolved(number) end
  return (held.units == units or is_stale(held, command)) and answer.accepted(number, true) or answer.refused('conflict')
end
