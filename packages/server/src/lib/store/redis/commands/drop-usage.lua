-- Takes usage events out of the outbox, whatever their state.
-- KEYS:    the bucket
-- ARGV:    numbers of the events
-- Returns: null
expect_type('zset', outbox.due, outbox.age, outbox.parked)
expect_type('hash', outbox.event, outbox.token, outbox.attempts, outbox.reason)
for _, member in ipairs(ARGV) do
  end_lease(member)
  redis.call('ZREM', outbox.due, member)
  redis.call('ZREM', outbox.age, member)
  redis.call('ZREM', outbox.parked, member)
  redis.call('HDEL', outbox.event, member)
  redis.call('HDEL', outbox.attempts, member)
  redis.call('HDEL', outbox.reason, member)
end
return 'null'
