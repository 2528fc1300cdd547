-- The one money rule, as lib/ledger/decide.ts has it: what each command does to the books, in order, at one instant.
local function grant(command)
  local account = account_of(command.customerId, command.meter, CREDITS_WINDOW)
  if account.granted + command.units > MAX_UNITS then return refused('too_large') end
  account.granted = account.granted + command.units
  put_account(account)
  local entry = {
    customerId = command.customerId, id = command.id, meter = command.meter, kind = 'grant', state = 'committed',
    requested = command.units, units = command.units, split = NOTHING, late = false, createdAt = now, settledAt = now, attempt = 1,
  }
  put_entry(entry)
  return accepted(entry, false)
end

local function is_same(entry, command)
  return entry.kind == command.kind and entry.meter == command.meter and entry.requested == command.units
end

-- A reservation that ended unused left nothing behind: a retried job may hold again under its own id.
local function ended_unused(entry, command)
  return entry.kind == 'reserve' and is_same(entry, command) and (entry.state == 'released' or entry.state == 'expired')
end

local function admitted(command, split, attempt)
  local reserved = command.kind == 'reserve'
  local entry = {
    customerId = command.customerId, id = command.id, kind = command.kind, userId = command.userId, meter = command.meter,
    state = reserved and 'reserved' or 'committed', requested = command.units, units = command.units, split = split,
    policy = command.policy, late = false, createdAt = now, attempt = attempt,
  }
  if reserved then
    entry.expiresAt = now + command.ttlMs
    post_reserved(command, command.policy, split)
  else
    entry.eventId = command.eventId
    entry.settledAt = now
    post_used(command, command.policy, split)
    tell({
      id = command.eventId, customerId = command.customerId, userId = command.userId, meter = command.meter,
      units = command.units, billableUnits = split.overage, at = now,
    })
  end
  put_entry(entry)
  return accepted(entry, false)
end

local function decide_new(command)
  local earlier = entry_of(command)
  if earlier and not ended_unused(earlier, command) then
    return is_same(earlier, command) and accepted(earlier, true) or refused('conflict')
  end
  if command.kind == 'grant' then return grant(command) end
  if is_too_large(command, command.policy, command.units) then return refused('too_large') end
  local split, missing, window = admit(command, command.policy, command.units)
  if missing > 0 and command.kind ~= 'record' and command.policy.shadow ~= true then
    return limit_reached(command.units, missing, window)
  end
  split.overrun = missing
  return admitted(command, split, (earlier and earlier.attempt or 0) + 1)
end

local DECISIONS = {
  spend = decide_new,
  record = decide_new,
  reserve = decide_new,
  grant = decide_new,
  extend = extend_reservation,
  commit = commit_reservation,
  release = release_reservation,
  refund = refund_entry,
}
