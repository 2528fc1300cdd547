-- Keeps a webhook unless it is here already, due at once.
-- KEYS:    the inbox
-- ARGV:    instant ('' for the server's clock), provider, id, event as JSON
-- Returns: its number, from 1; 0 when it was here
local name = name_of(ARGV[2], ARGV[3])
expect_inbox()
if redis.call('HLEN', row_key(name)) > 0 then return '0' end
local now = number_text(read_clock(ARGV[1]))
local seq = tonumber(redis.call('GET', inbox.seq) or 0) + 1
local member = string.format('%016.0f', seq) .. name
redis.call('SET', inbox.seq, number_text(seq))
redis.call('HSET', row_key(name), 'member', member, 'event', ARGV[4], 'attempts', 0, 'receivedAt', now)
redis.call('ZADD', inbox.due, now, member)
redis.call('ZADD', inbox.age, now, member)
return number_text(seq)
