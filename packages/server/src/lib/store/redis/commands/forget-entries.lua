-- Forgets entries that are not held.
-- KEYS:    the bucket
-- ARGV:    customerId, the version that was seen, then names of its entries
-- Returns: 1, or 0 when something changed
if not is_seen(ARGV[1], ARGV[2]) then return '0' end
expect_type('hash', KEYS[1] .. ENTRIES)
expect_type('zset', KEYS[1] .. SETTLED)
for index = 3, #ARGV do
  local name = ARGV[index]
  local text = redis.call('HGET', KEYS[1] .. ENTRIES, name)
  if text and cjson.decode(text)[2] ~= 'reserved' then
    redis.call('HDEL', KEYS[1] .. ENTRIES, name)
    redis.call('ZREM', KEYS[1] .. SETTLED, name)
  end
end
return '1'
