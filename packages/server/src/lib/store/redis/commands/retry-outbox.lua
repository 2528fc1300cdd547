-- Ends the lease of events of one bucket and makes them due later.
-- KEYS:    the bucket
-- ARGV:    token, instant ('' for the server's clock), delay in milliseconds, then event ids
-- Returns: how many
local members = leased(ARGV[1], ids_from(4))
local due = number_text(read_clock(ARGV[2]) + tonumber(ARGV[3]))
expect_type('zset', outbox.due)
expect_type('hash', outbox.token)
for _, member in ipairs(members) do
  end_lease(member)
  redis.call('ZADD', outbox.due, due, member)
end
return number_text(#members)
