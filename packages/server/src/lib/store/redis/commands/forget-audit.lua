-- Forgets what is personal in rows of the audit log that concern a customer: they are another name's, under ids that say nothing.
-- KEYS:    the audit log
-- ARGV:    customerId, the other name, how many rows at the most
-- Returns: how many
local places = redis.call('ZRANGE', places_of(ARGV[1]), 0, tonumber(ARGV[3]) - 1)
expect_type('hash', audit.rows, audit.personal, audit.ids)
expect_type('zset', places_of(ARGV[2]))
for _, place in ipairs(places) do
  local row, id = cjson.decode(redis.call('HGET', audit.rows, place)), 'forgotten/' .. place
  redis.call('HSET', audit.rows, place, list_text({ string_text(id), string_text(ARGV[2]), string_text(row[3]), string_text(row[4]) }))
  redis.call('HDEL', audit.ids, row[1])
  redis.call('HSET', audit.ids, id, place)
  redis.call('HDEL', audit.personal, place)
  redis.call('ZADD', places_of(ARGV[2]), place, place)
  redis.call('ZREM', places_of(ARGV[1]), place)
end
return number_text(#places)
