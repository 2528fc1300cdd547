-- Puts what may stay of a webhook in its place, without what was said of its last failure.
-- KEYS:    the inbox
-- ARGV:    provider, id, event as JSON
-- Returns: null
local key = row_key(name_of(ARGV[1], ARGV[2]))
if redis.call('HEXISTS', key, 'event') == 1 then redis.call('HSET', key, 'event', ARGV[3], 'error', '') end
return 'null'
