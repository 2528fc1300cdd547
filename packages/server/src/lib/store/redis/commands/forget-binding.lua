-- Forgets that a customer may be bound to a provider's own customer id.
-- KEYS:    the bucket of the binding
-- ARGV:    provider, the provider's customer id, customerId
-- Returns: null
redis.call('SREM', KEYS[1] .. ':binding:' .. ARGV[1] .. '\0' .. ARGV[2], ARGV[3])
return 'null'
