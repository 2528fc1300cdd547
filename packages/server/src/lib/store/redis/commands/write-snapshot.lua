-- Writes a snapshot if nobody else wrote first, and raises the customer's version.
-- KEYS:    the bucket
-- ARGV:    channel, origin, customerId, document (JSON), its revision, the revision of the one that it replaces (0 for none)
-- Returns: JSON [[customerId, version]], empty when someone else wrote first
local key, versions, customers = KEYS[1] .. ':snapshot:' .. ARGV[3], KEYS[1] .. ':version', KEYS[1] .. ':customers'
if (redis.call('HGET', key, 'revision') or '0') ~= ARGV[6] then return '[]' end
expect_type('hash', versions)
expect_type('zset', customers)
redis.call('HSET', key, 'revision', ARGV[5], 'document', ARGV[4])
redis.call('ZADD', customers, 0, ARGV[3])
local changes = { change_text(ARGV[3], redis.call('HINCRBY', versions, ARGV[3], 1)) }
publish(ARGV[1], ARGV[2], changes)
return list_text(changes)
