-- Notes that a customer may be bound to a provider's own customer id. Who looks it up asks the snapshot whether it is.
-- KEYS:    the bucket of the binding
-- ARGV:    provider, the provider's customer id, customerId
-- Returns: null
redis.call('SADD', KEYS[1] .. ':binding:' .. ARGV[1] .. '\0' .. ARGV[2], ARGV[3])
return 'null'
