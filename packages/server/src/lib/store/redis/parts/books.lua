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

local function keep_entry(name, text)
  local entry = text and read_entry(text) or nil
  entries[name] = entry or false
  stored_states[name] = entry and entry.state
end

-- Loads some entries in one call. To MGET a key of another type is no key, so of those it does not see none may exist.
local function load_some(names, first, last)
  local keys, unseen = {}, {}
  for index = first, last do keys[#keys + 1] = entry_key(names[index]) end
  for position, text in ipairs(redis.call('MGET', unpack(keys))) do
    keep_entry(names[first + position - 1], text)
    if not text then unseen[#unseen + 1] = keys[position] end
  end
  if #unseen > 0 and redis.call('EXISTS', unpack(unseen)) > 0 then
    for _, key in ipairs(unseen) do expect_type('string', key) end
  end
end

local function load_entries(names)
  local missing = {}
  for _, name in ipairs(names) do
    if entries[name] == nil then missing[#missing + 1] = name end
  end
  for first = 1, #missing, STEP do load_some(missing, first, math.min(first + STEP - 1, #missing)) end
end

local function entry_by_name(name)
  if entries[name] == nil then load_entries({ name }) end
  return entries[name] or nil
end

local function entry_of(command)
  return entry_by_name(entry_name(command.customerId, command.id))
end

local function put_entry(entry)
  local name = entry_name(entry.customerId, entry.id)
  entries[name] = entry
  changed_entries[name] = entry
end

local function amend(change)
  history[#history + 1] = change
end

-- The provider is told of what an entry committed.
local function tell(entry)
  events[#events + 1] = entry
  amend({ customerId = entry.customerId, meter = entry.meter, userId = entry.userId, units = entry.units, at = now })
end
