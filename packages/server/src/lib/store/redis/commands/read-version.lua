-- Reads the version of a customer.
-- KEYS:    the bucket
-- ARGV:    customerId
-- Returns: the version; 0 when nothing happened yet
return redis.call('HGET', KEYS[1] .. ':version', ARGV[1]) or '0'
