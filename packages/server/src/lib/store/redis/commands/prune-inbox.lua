-- Forgets webhooks that ended long ago; those that need a person stay.
-- KEYS:    the inbox
-- ARGV:    instant ('' for the server's clock), age in milliseconds, how many at the most
-- Returns: how many
local before = '(' .. number_text(read_clock(ARGV[1]) - tonumber(ARGV[2]))
local members = redis.call('ZRANGEBYSCORE', inbox.ended, '-inf', before, 'LIMIT', 0, ARGV[3])
for _, member in ipairs(members) do redis.call('DEL', row_key(name_in(member))) end
call_in_steps('ZREM', inbox.ended, members)
return number_text(#members)
