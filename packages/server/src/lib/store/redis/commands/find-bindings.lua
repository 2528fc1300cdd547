-- Finds the customers that may be bound to a provider's own customer id.
-- KEYS:    the bucket of the binding
-- ARGV:    provider, the provider's customer id
-- Returns: JSON [customerId, ...] in any order
local found = {}
for index, customer_id in ipairs(redis.call('SMEMBERS', KEYS[1] .. ':binding:' .. ARGV[1] .. '\0' .. ARGV[2])) do
  found[index] = string_text(customer_id)
end
return list_text(found)
