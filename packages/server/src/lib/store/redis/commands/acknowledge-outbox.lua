-- Forgets events of one bucket that the provider took.
-- KEYS:    the bucket
-- ARGV:    token, then event ids
-- Returns: how many
local members = leased(ARGV[1], ids_from(2))
expect_type('zset', outbox.due, outbox.age)
expect_type('hash', outbox.event, outbox.token, outbox.attempts)
for _, member in ipairs(members) do
  end_lease(member)
  redis.call('ZREM', outbox.due, member)
  redis.call('ZREM', outbox.age, member)
  redis.call('HDEL', outbox.event, member)
  redis.call('HDEL', outbox.attempts, member)
end
return number_text(#members)
