-- Takes a customer's version, accounts, snapshot and payments away, if nothing changed since they were looked through.
-- KEYS:    the bucket
-- ARGV:    channel, beginning of the message about the change, customerId, the version that was seen, then names of accounts
-- Returns: 1, or 0 when something changed
if not is_seen(ARGV[3], ARGV[4]) then return '0' end
expect_type('hash', KEYS[1] .. ACCOUNTS)
expect_type('zset', KEYS[1] .. ':customers')
for index = 5, #ARGV do redis.call('HDEL', KEYS[1] .. ACCOUNTS, ARGV[index]) end
redis.call('HDEL', KEYS[1] .. HEADS, ARGV[3])
redis.call('DEL', KEYS[1] .. ':snapshot:' .. ARGV[3], payments_key(ARGV[3]), payment_order_key(ARGV[3]))
redis.call('ZREM', KEYS[1] .. ':customers', ARGV[3])
publish(ARGV[1], ARGV[2], '[-1]')
return '1'
