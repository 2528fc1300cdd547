-- Writes a snapshot if nobody else wrote first, and raises the customer's version.
-- KEYS:    the bucket
-- ARGV:    channel, beginning of the message about the change, customerId, document (JSON), its revision,
--          the revision of the one that it replaces (0 for none)
-- Returns: the customer's version; 0 when someone else wrote first
local key, customers = KEYS[1] .. ':snapshot:' .. ARGV[3], KEYS[1] .. ':customers'
if (redis.call('HGET', key, 'revision') or '0') ~= ARGV[6] then return '0' end
expect_type('zset', customers)
local customer = number_of(head, ARGV[3])
head.load()
redis.call('HSET', key, 'revision', ARGV[5], 'document', ARGV[4])
redis.call('ZADD', customers, 0, ARGV[3])
head.changed[customer] = true
head.write()
publish(ARGV[1], ARGV[2], '[' .. text_of[head.version[customer]] .. ']')
return text_of[head.version[customer]]
