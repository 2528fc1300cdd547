-- Ends the lease of events of one bucket and keeps them for a person to look at.
-- KEYS:    the bucket
-- ARGV:    token, why the provider refused them, then event ids
-- Returns: how many
local members = leased(ARGV[1], ids_from(3))
expect_type('zset', outbox.due, outbox.age, outbox.parked)
expect_type('hash', outbox.token, outbox.reason)
for _, member in ipairs(members) do
  local at = redis.call('ZSCORE', outbox.age, member)
  end_lease(member)
  redis.call('HSET', outbox.reason, member, ARGV[2])
  redis.call('ZADD', outbox.parked, at, member)
  redis.call('ZREM', outbox.due, member)
  redis.call('ZREM', outbox.age, member)
end
return number_text(#members)
