-- Ends the lease of a webhook and keeps it for a person to look at.
-- KEYS:    the inbox
-- ARGV:    provider, id, token, what went wrong
-- Returns: 1, or 0 when the lease was lost
local member = leased(ARGV[1], ARGV[2], ARGV[3])
if not member then return '0' end
expect_inbox()
end_waiting(member)
redis.call('HSET', row_key(name_in(member)), 'error', ARGV[4])
redis.call('ZADD', inbox.dead, 0, member)
return '1'
