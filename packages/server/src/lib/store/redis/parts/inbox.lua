-- The inbox, all under one tag. A row is a hash; its member in the indexes is its number, as text of one width, and its name.
local inbox = { seq = KEYS[1] .. ':seq', due = KEYS[1] .. ':due', age = KEYS[1] .. ':age', dead = KEYS[1] .. ':dead', ended = KEYS[1] .. ':ended' }
local NUMBER_WIDTH = 16

local function row_key(name)
  return KEYS[1] .. ':row:' .. name
end

local function name_of(provider, id)
  return provider .. '\0' .. id
end

local function name_in(member)
  return string.sub(member, NUMBER_WIDTH + 1)
end

local function expect_inbox()
  expect_type('zset', inbox.due, inbox.age, inbox.dead, inbox.ended)
  expect_type('string', inbox.seq)
end

-- The member of a row that is under this token; nil when the lease was lost.
local function leased(provider, id, token)
  local row = redis.call('HMGET', row_key(name_of(provider, id)), 'token', 'member')
  if row[1] == token then return row[2] end
end

-- Takes a row out of those that wait.
local function end_waiting(member)
  redis.call('ZREM', inbox.due, member)
  redis.call('ZREM', inbox.age, member)
  redis.call('HDEL', row_key(name_in(member)), 'token')
end
