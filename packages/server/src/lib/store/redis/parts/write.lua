-- Writes the books: first every call is made up and every key asked for its type, then all are written.
local calls, ordered = {}, {}
local entry_texts = {}

-- The arguments of the one call of this command on this key, to add to.
local function plan(kind, command, key)
  local name = command .. key
  local call = calls[name]
  if not call then
    call = { kind = kind, command = command, key = key, arguments = {} }
    calls[name] = call
    ordered[#ordered + 1] = call
  end
  return call.arguments
end

local function plan_one(kind, command, key, value)
  local arguments = plan(kind, command, key)
  arguments[#arguments + 1] = value
end

local function plan_pair(kind, command, key, first, second)
  local arguments = plan(kind, command, key)
  local count = #arguments
  arguments[count + 1] = first
  arguments[count + 2] = second
end

local function plan_account(account)
  for _, name in ipairs(COUNTS) do plan_pair('hash', 'HSET', account.key, name, number_text(account[name])) end
end

-- An entry is in the indexes of open reservations while it is held, in that of answers to forget once it is settled. Grants are for ever.
local function plan_entry(name, entry)
  entry_texts[#entry_texts + 1] = entry_key(name)
  entry_texts[#entry_texts + 1] = entry_text(entry)
  if entry.kind == 'grant' then return end
  local was = stored_states[name]
  if entry.state == 'reserved' then
    plan_pair('zset', 'ZADD', open_key(entry.customerId, entry.meter), number_text(entry.expiresAt), entry.id)
    plan_pair('zset', 'ZADD', due_key, number_text(entry.expiresAt), name)
    if was and was ~= 'reserved' then plan_one('zset', 'ZREM', settled_key, name) end
    return
  end
  plan_pair('zset', 'ZADD', settled_key, number_text(entry.settledAt), name)
  if was == 'reserved' then
    plan_one('zset', 'ZREM', open_key(entry.customerId, entry.meter), entry.id)
    plan_one('zset', 'ZREM', due_key, name)
  end
end

local function event_text(entry)
  return '{"id":' .. string_text(entry.eventId) .. ',"customerId":' .. string_text(entry.customerId)
    .. ',"userId":' .. string_text(entry.userId) .. ',"meter":' .. string_text(entry.meter)
    .. ',"units":' .. number_text(entry.units) .. ',"billableUnits":' .. number_text(entry.split.overage)
    .. ',"at":' .. number_text(now) .. '}'
end

-- Members of equal score sort as text, so their numbers have one width.
local function plan_events()
  if #events == 0 then return end
  local seq = tonumber(redis.call('GET', outbox_seq_key) or 0)
  for _, entry in ipairs(events) do
    seq = seq + 1
    local member = string.format('%016.0f', seq)
    plan_pair('hash', 'HSET', outbox_event_key, member, event_text(entry))
    plan_pair('zset', 'ZADD', outbox_due_key, number_text(now), member)
    plan_pair('zset', 'ZADD', outbox_age_key, number_text(now), member)
  end
  plan_one('string', 'SET', outbox_seq_key, number_text(seq))
end

-- An hour keeps within 0..2^53-1 (it can lie in two windows, of which each may be full), and one without units is not kept.
local function plan_history()
  local days = {}
  for _, change in ipairs(history) do
    local hour = change.at - change.at % HOUR_MS
    local day = hour - hour % DAY_MS
    local key = history_key(change.customerId, change.meter, day)
    local field = hour .. '\0' .. (change.userId or '')
    local used = days[key] or { day = day, index = days_key(change.customerId, change.meter), fields = {} }
    days[key] = used
    local units = used.fields[field] or tonumber(redis.call('HGET', key, field) or 0)
    used.fields[field] = math.max(0, math.min(MAX_UNITS, units + change.units))
  end
  for key, used in pairs(days) do
    plan_pair('zset', 'ZADD', used.index, used.day, used.day)
    for field, units in pairs(used.fields) do
      if units > 0 then plan_pair('hash', 'HSET', key, field, number_text(units)) else plan_one('hash', 'HDEL', key, field) end
    end
  end
end

-- Raises the version of everyone who changed, once for the step.
local function plan_versions()
  local customers, seen, changes = {}, {}, {}
  for _, changed in ipairs({ changed_accounts, changed_entries }) do
    for _, item in pairs(changed) do
      if not seen[item.customerId] then customers[#customers + 1] = item.customerId end
      seen[item.customerId] = true
    end
  end
  table.sort(customers)
  for _, customer_id in ipairs(customers) do
    local version = tonumber(redis.call('HGET', version_key, customer_id) or 0) + 1
    plan_pair('hash', 'HSET', version_key, customer_id, number_text(version))
    changes[#changes + 1] = change_text(customer_id, version)
  end
  return changes
end

-- Their types were seen when they were loaded.
local function write_entries()
  for first = 1, #entry_texts, STEP do
    redis.call('MSET', unpack(entry_texts, first, math.min(first + STEP - 1, #entry_texts)))
  end
end

-- Gives the changes, as JSON.
local function write_books(channel, origin)
  for _, account in pairs(changed_accounts) do plan_account(account) end
  for name, entry in pairs(changed_entries) do plan_entry(name, entry) end
  plan_events()
  plan_history()
  local changes = plan_versions()
  for _, call in ipairs(ordered) do expect_type(call.kind, call.key) end
  write_entries()
  for _, call in ipairs(ordered) do call_in_steps(call.command, call.key, call.arguments) end
  publish(channel, origin, changes)
  return list_text(changes)
end
