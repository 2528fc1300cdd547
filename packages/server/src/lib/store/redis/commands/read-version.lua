-- Reads the version of a customer.
-- KEYS:    the bucket
-- ARGV:    customerId
-- Returns: the version; 0 when nothing happened yet
local text = redis.call('HGET', KEYS[1] .. HEADS, ARGV[1])
return text and number_text((cmsgpack.unpack(text))) or '0'
