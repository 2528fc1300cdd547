-- Reads what is known of a customer at the provider.
-- KEYS:    the bucket
-- ARGV:    customerId
-- Returns: the document (JSON), or null
return redis.call('HGET', KEYS[1] .. ':snapshot:' .. ARGV[1], 'document') or 'null'
