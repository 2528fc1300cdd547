-- The outbox of one bucket. A row is a number, as text of one width, in several keys: its event, when it is due, since when it waits.
local function outbox_of(bucket)
  local root = bucket .. ':outbox:'
  return {
    event = root .. 'event', seq = root .. 'seq', due = root .. 'due', age = root .. 'age', token = root .. 'token',
    attempts = root .. 'attempts', parked = root .. 'parked', reason = root .. 'reason',
  }
end

local outbox = outbox_of(KEYS[1])

local function lease_key(token)
  return KEYS[1] .. ':outbox:lease:' .. token
end

local function end_lease(member)
  local token = redis.call('HGET', outbox.token, member)
  if not token then return end
  redis.call('HDEL', outbox.token, member)
  redis.call('HDEL', lease_key(token), member)
end

local function ids_from(first)
  local ids = {}
  for index = first, #ARGV do ids[ARGV[index]] = true end
  return ids
end

-- The rows that are under this token and have one of the ids. Two rows may have one event id.
local function leased(token, ids)
  local members = {}
  local fields = redis.call('HGETALL', lease_key(token))
  for index = 1, #fields, 2 do
    if ids[fields[index + 1]] then members[#members + 1] = fields[index] end
  end
  return members
end
