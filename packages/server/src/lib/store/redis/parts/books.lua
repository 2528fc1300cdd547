-- The open books of one batch: reads see what the commands before did, and all changes are collected for write.lua.
local CREDITS_WINDOW = 'credits'
local now = 0
local accounts, changed_accounts = {}, {}
local entries, changed_entries = {}, {}
local events, history = {}, {}
-- States of entries as they are stored, so that an index is touched only where it must be.
local stored_states = {}

local COUNTS = { 'granted', 'used', 'reserved', 'fromCredits', 'overage', 'overageReserved', 'overrun' }

local function account_of(customer_id, meter, window)
  local key = account_key(customer_id, meter, window)
  local account = accounts[key]
  if account then return account end
  local row = redis.call('HMGET', key, unpack(COUNTS))
  account = { customerId = customer_id, key = key }
  for index, name in ipairs(COUNTS) do account[name] = tonumber(row[index] or 0) end
  accounts[key] = account
  return account
end

local function put_account(account)
  changed_accounts[account.key] = account
end

local function entry_text(entry)
  if entry.text then return entry.text end
  local split = entry.split
  entry.text = string.format(
    '{"customerId":%s,"id":%s,"kind":"%s","userId":%s,"meter":%s,"state":"%s","requested":%s,"units":%s,'
      .. '"split":{"allowance":%s,"credits":%s,"overage":%s,"overrun":%s},"policy":%s,"eventId":%s,"late":%s,'
      .. '"createdAt":%s,"expiresAt":%s,"settledAt":%s,"attempt":%s}',
    string_text(entry.customerId), string_text(entry.id), entry.kind, string_text(entry.userId), string_text(entry.meter),
    entry.state, number_text(entry.requested), number_text(entry.units),
    number_text(split.allowance), number_text(split.credits), number_text(split.overage), number_text(split.overrun),
    entry.policy and string_text(policy_text(entry.policy)) or 'null', string_text(entry.eventId), boolean_text(entry.late),
    number_text(entry.createdAt), number_text(entry.expiresAt), number_text(entry.settledAt), number_text(entry.attempt)
  )
  return entry.text
end

local function entry_by_name(name)
  local entry = entries[name]
  if entry ~= nil then return entry or nil end
  local text = redis.call('GET', entry_key(name))
  if not text then
    entries[name] = false
    return nil
  end
  entry = read_object(text)
  entry.text = text
  entry.policy = entry.policy and read_policy(entry.policy)
  entries[name] = entry
  stored_states[name] = entry.state
  return entry
end

local function entry_of(command)
  return entry_by_name(entry_name(command.customerId, command.id))
end

local function put_entry(entry)
  local name = entry_name(entry.customerId, entry.id)
  entries[name] = entry
  changed_entries[name] = entry
end

-- A copy of an entry with other fields; entries that were answered or stored never change.
local function with(entry, changes)
  local copy = {}
  for name, value in pairs(entry) do copy[name] = value end
  for name, value in pairs(changes) do copy[name] = value end
  copy.text = nil
  return copy
end

local function amend(change)
  history[#history + 1] = change
end

local function tell(event)
  events[#events + 1] = event
  amend(event)
end
