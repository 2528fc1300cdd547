-- Leases the events of one bucket that have been due for longest. A lease is a hash of its events' ids, so that it can be looked up.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), lease in milliseconds, how many at the most, token
-- Returns: JSON [[attempts, event], ...], oldest first
local now = read_clock(ARGV[1])
expect_type('zset', outbox.due, outbox.age)
expect_type('hash', outbox.event, outbox.token, outbox.attempts, lease_key(ARGV[4]))
journal.sort(tonumber(ARGV[3]))
local members = redis.call('ZRANGEBYSCORE', outbox.due, '-inf', number_text(now), 'LIMIT', 0, ARGV[3])
local rows = {}
table.sort(members)
for _, member in ipairs(members) do
  local event = redis.call('HGET', outbox.event, member)
  if event then
    end_lease(member)
    redis.call('HSET', outbox.token, member, ARGV[4])
    redis.call('HSET', lease_key(ARGV[4]), member, cjson.decode(event).id)
    redis.call('ZADD', outbox.due, number_text(now + tonumber(ARGV[2])), member)
    local attempts = redis.call('HINCRBY', outbox.attempts, member, 1)
    rows[#rows + 1] = '[' .. number_text(attempts) .. ',' .. event .. ']'
  else
    redis.call('ZREM', outbox.due, member)
  end
end
return list_text(rows)
