-- Leases the webhooks that have been due for longest.
-- KEYS:    the inbox
-- ARGV:    instant ('' for the server's clock), lease in milliseconds, how many at the most, token
-- Returns: JSON [[attempts, event], ...], oldest first
local now = read_clock(ARGV[1])
local members = redis.call('ZRANGEBYSCORE', inbox.due, '-inf', number_text(now), 'LIMIT', 0, ARGV[3])
local until_text, rows = number_text(now + tonumber(ARGV[2])), {}
for _, member in ipairs(members) do expect_type('hash', row_key(name_in(member))) end
table.sort(members)
for _, member in ipairs(members) do
  local key = row_key(name_in(member))
  local event = redis.call('HGET', key, 'event')
  if event then
    redis.call('HSET', key, 'token', ARGV[4])
    redis.call('ZADD', inbox.due, until_text, member)
    rows[#rows + 1] = '[' .. number_text(redis.call('HINCRBY', key, 'attempts', 1)) .. ',' .. event .. ']'
  else
    redis.call('ZREM', inbox.due, member)
  end
end
return list_text(rows)
