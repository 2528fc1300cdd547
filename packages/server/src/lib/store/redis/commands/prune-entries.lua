-- Forgets answers of one bucket that were settled before an instant, the longest settled first. Grants are in no index, so they stay.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), age in milliseconds, how many at the most
-- Returns: how many
now = read_clock(ARGV[1])
local before = '(' .. number_text(now - tonumber(ARGV[2]))
local names = redis.call('ZRANGEBYSCORE', settled_key, '-inf', before, 'LIMIT', 0, ARGV[3])
for _, name in ipairs(names) do redis.call('DEL', entry_key(name)) end
call_in_steps('ZREM', settled_key, names)
return number_text(#names)
