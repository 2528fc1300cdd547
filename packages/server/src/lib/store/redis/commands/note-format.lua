-- Notes how what is stored is laid out, unless it is noted already.
-- KEYS:    the place of the installation's own notes
-- ARGV:    the format of this version of the store, how many buckets it has
-- Returns: JSON [format, buckets] as noted
local format, buckets = KEYS[1] .. ':format', KEYS[1] .. ':buckets'
if redis.call('SETNX', format, ARGV[1]) == 1 then redis.call('SET', buckets, ARGV[2]) end
return '[' .. redis.call('GET', format) .. ',' .. (redis.call('GET', buckets) or '0') .. ']'
