-- Makes a webhook that has ended, dead or not, wait again, with no attempts.
-- KEYS:    the inbox
-- ARGV:    instant ('' for the server's clock), provider, id
-- Returns: 1, or 0 when there is none or it waits already
local key = row_key(name_of(ARGV[2], ARGV[3]))
local row = redis.call('HMGET', key, 'member', 'receivedAt')
expect_inbox()
if not row[1] or redis.call('ZSCORE', inbox.due, row[1]) then return '0' end
redis.call('HSET', key, 'attempts', 0, 'error', '')
redis.call('HDEL', key, 'token', 'outcome')
redis.call('ZREM', inbox.dead, row[1])
redis.call('ZREM', inbox.ended, row[1])
redis.call('ZADD', inbox.due, number_text(read_clock(ARGV[1])), row[1])
redis.call('ZADD', inbox.age, row[2], row[1])
return '1'
