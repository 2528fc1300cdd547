-- Names of the keys of one bucket. KEYS[1] is the bucket: every key carries its hash tag, and so lies in its slot.
local bucket = KEYS[1]
local HOUR_MS = 3600000
local DAY_MS = 86400000

local due_key = bucket .. ':due'
local settled_key = bucket .. ':settled'
local version_key = bucket .. ':version'
local outbox_seq_key = bucket .. ':outbox:seq'
local outbox_event_key = bucket .. ':outbox:event'
local outbox_due_key = bucket .. ':outbox:due'
local outbox_age_key = bucket .. ':outbox:age'

local function account_key(customer_id, meter, window)
  return bucket .. ':account:' .. customer_id .. '\0' .. meter .. '\0' .. window
end

-- What an index of the bucket holds for an entry.
local function entry_name(customer_id, id)
  return customer_id .. '\0' .. id
end

local function entry_key(name)
  return bucket .. ':entry:' .. name
end

-- Open reservations of one meter by the end of their time.
local function open_key(customer_id, meter)
  return bucket .. ':open:' .. customer_id .. '\0' .. meter
end

-- Days in which a meter was used; each has a hash of units by hour and user.
local function days_key(customer_id, meter)
  return bucket .. ':days:' .. customer_id .. '\0' .. meter
end

local function history_key(customer_id, meter, day)
  return bucket .. ':history:' .. customer_id .. '\0' .. meter .. '\0' .. number_text(day)
end
