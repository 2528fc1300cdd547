-- Makes parked events of one bucket wait again, with no attempts.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), then event ids
-- Returns: how many
local now = number_text(read_clock(ARGV[1]))
local ids, count = ids_from(2), 0
expect_type('zset', outbox.due, outbox.age)
expect_type('hash', outbox.event, outbox.reason, outbox.attempts)
local parked = redis.call('ZRANGE', outbox.parked, 0, -1, 'WITHSCORES')
for index = 1, #parked, 2 do
  local member = parked[index]
  if ids[cjson.decode(redis.call('HGET', outbox.event, member)).id] then
    redis.call('ZADD', outbox.due, now, member)
    redis.call('ZADD', outbox.age, parked[index + 1], member)
    redis.call('ZREM', outbox.parked, member)
    redis.call('HDEL', outbox.reason, member)
    redis.call('HDEL', outbox.attempts, member)
    count = count + 1
  end
end
return number_text(count)
