-- Ends the lease of a webhook and makes it due later.
-- KEYS:    the inbox
-- ARGV:    provider, id, token, instant ('' for the server's clock), delay in milliseconds, what went wrong
-- Returns: 1, or 0 when the lease was lost
local member = leased(ARGV[1], ARGV[2], ARGV[3])
if not member then return '0' end
expect_inbox()
redis.call('HDEL', row_key(name_in(member)), 'token')
redis.call('HSET', row_key(name_in(member)), 'error', ARGV[6])
redis.call('ZADD', inbox.due, number_text(read_clock(ARGV[4]) + tonumber(ARGV[5])), member)
return '1'
