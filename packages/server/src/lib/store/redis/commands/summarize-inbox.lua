-- Counts what the inbox holds.
-- KEYS:    the inbox
-- Returns: JSON {waiting, stuck, oldestAt}, oldestAt null when nothing waits
local first = redis.call('ZRANGE', inbox.age, 0, 0, 'WITHSCORES')
return '{"waiting":' .. number_text(redis.call('ZCARD', inbox.due)) .. ',"stuck":' .. number_text(redis.call('ZCARD', inbox.dead))
  .. ',"oldestAt":' .. number_text(first[2] and tonumber(first[2])) .. '}'
