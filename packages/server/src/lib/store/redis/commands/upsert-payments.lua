-- Takes payments of one customer in, each unless a statement that is as new is there already.
-- KEYS:    the bucket of the customer
-- ARGV:    customer, then id, instant of creation, version and JSON of each
-- Returns: JSON [id of each that changed, ...]
local rows, order = payments_key(ARGV[1]), payment_order_key(ARGV[1])
expect_type('hash', rows)
expect_type('zset', order)
local changed = {}
for index = 2, #ARGV, 4 do
  local id, created_at, version, text = ARGV[index], ARGV[index + 1], ARGV[index + 2], ARGV[index + 3]
  local known = redis.call('HGET', rows, id)
  if not known or string.match(known, '^%S+') < version then
    redis.call('HSET', rows, id, version .. ' ' .. text)
    redis.call('ZADD', order, 0, created_at .. ' ' .. id)
    changed[#changed + 1] = string_text(id)
  end
end
return list_text(changed)
