-- The one money rule, as lib/ledger/decide.ts has it: what each command does to the books, in order, at one instant.
local function grant(command)
  local account = account_of(command.customerId, command.meter, CREDITS_WINDOW)
  if account.granted + command.units > MAX_UNITS then return refused('too_large') end
  account.granted = account.granted + command.units
  put_account(account)
  local entry = begin_entry(command)
  entry.state, entry.units, entry.split, entry.late, entry.attempt = 'committed', command.units, NOTHING, false, 1
  entry.createdAt, entry.settledAt = now, now
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

local function answer_again(entry, command)
  if not is_same(entry, command) then return refused('conflict') end
  -- Who asks again under an id that was refunded would work for nothing.
  return entry.state == 'refunded' and resolved(entry) or accepted(entry, true)
end

local function admitted(command, split, attempt)
  local entry = begin_entry(command)
  entry.units, entry.split, entry.late, entry.createdAt, entry.attempt = command.units, split, false, now, attempt
  if command.kind == 'reserve' then
    entry.state, entry.expiresAt = 'reserved', now + command.ttlMs
    post_reserved(command, command.policy, split)
  else
    entry.state, entry.settledAt = 'committed', now
    post_used(command, command.policy, split)
    tell(entry)
  end
  put_entry(entry)
  return accepted(entry, false)
end

local function decide_new(command)
  local earlier = entry_of(command)
  if earlier and not ended_unused(earlier, command) then
    return answer_again(earlier, command)
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
