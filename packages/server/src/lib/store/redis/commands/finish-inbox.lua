-- Ends a webhook for good.
-- KEYS:    the inbox
-- ARGV:    provider, id, token, instant ('' for the server's clock), done or ignored
-- Returns: 1, or 0 when the lease was lost
local member = leased(ARGV[1], ARGV[2], ARGV[3])
if not member then return '0' end
expect_inbox()
end_waiting(member)
redis.call('HSET', row_key(name_in(member)), 'outcome', ARGV[5], 'error', '')
redis.call('ZADD', inbox.ended, number_text(read_clock(ARGV[4])), member)
return '1'
