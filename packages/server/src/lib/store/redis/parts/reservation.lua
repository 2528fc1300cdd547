-- What becomes of units that are held.
local function end_unused(entry, state)
  if entry.policy then post_reserved(entry, entry.policy, negate(entry.split)) end
  local ended = with(entry, { state = state, settledAt = now })
  put_entry(ended)
  return ended
end

-- Ends the reservations of a meter whose time is over. The index is taken before any entry changes.
local function expire_due(customer_id, meter)
  local names = redis.call('ZRANGEBYSCORE', open_key(customer_id, meter), '-inf', number_text(now))
  for index, id in ipairs(names) do names[index] = entry_name(customer_id, id) end
  load_entries(names)
  for _, name in ipairs(names) do
    local entry = entry_by_name(name)
    if entry and entry.state == 'reserved' and entry.expiresAt <= now then end_unused(entry, 'expired') end
  end
end

local function release_reservation(command)
  local entry = entry_of(command)
  if entry == nil or entry.kind ~= 'reserve' then return refused('not_found') end
  -- A worker whose time was over must not free what another one holds under the same id since.
  if command.attempt ~= nil and command.attempt ~= entry.attempt then return accepted(entry, true) end
  if entry.state == 'committed' or entry.state == 'refunded' then return resolved(entry) end
  if entry.state ~= 'reserved' then return accepted(entry, true) end
  return accepted(end_unused(entry, 'released'), false)
end

local function extend_reservation(command)
  local entry = entry_of(command)
  if entry == nil or entry.kind ~= 'reserve' then return refused('not_found') end
  if entry.state ~= 'reserved' then return resolved(entry) end
  local units = math.max(0, (command.units or entry.units) - entry.units)
  local expires_at = command.ttlMs == nil and entry.expiresAt or math.max(entry.expiresAt, now + command.ttlMs)
  if units == 0 and expires_at == entry.expiresAt then return accepted(entry, true) end
  local policy = policy_now(entry, command.policy)
  if is_too_large(entry, policy, units) then return refused('too_large') end
  local split, missing, window = admit(entry, policy, units)
  if missing > 0 and policy.shadow ~= true then return limit_reached(units, missing, window) end
  split.overrun = missing
  post_reserved(entry, policy, split)
  local extended = with(entry, { units = entry.units + units, split = add(entry.split, split), policy = policy, expiresAt = expires_at })
  put_entry(extended)
  return accepted(extended, false)
end

-- What is held keeps its place; the excess is admitted on top of it.
local function split_of(entry, policy, held, units)
  local excess = units - total_of(held)
  if excess <= 0 then return shrink(held, units) end
  local split, missing = admit(entry, policy, excess)
  split.overrun = missing
  return add(held, split)
end

local function settle(entry, command, units)
  local policy = policy_now(entry, command.policy)
  local held = entry.state == 'reserved' and entry.split or NOTHING
  -- Overrun that is held is in no account yet.
  if is_too_large(entry, policy, units - (total_of(held) - held.overrun)) then return refused('too_large') end
  local split = split_of(entry, policy, held, units)
  post_reserved(entry, policy, negate(held))
  post_used(entry, policy, split)
  local committed = with(entry, {
    state = 'committed', units = units, split = split, policy = policy,
    eventId = command.eventId, late = entry.state == 'expired', settledAt = now,
  })
  put_entry(committed)
  tell(committed)
  return accepted(committed, false)
end

local function commit_reservation(command)
  local entry = entry_of(command)
  if entry == nil or entry.kind ~= 'reserve' then return refused('not_found') end
  local units = command.units or entry.units
  if entry.state == 'reserved' or entry.state == 'expired' then return settle(entry, command, units) end
  if entry.state == 'committed' then return entry.units == units and accepted(entry, true) or refused('conflict') end
  return resolved(entry)
end
