-- Forgets what is personal in the rows of the audit log that concern a customer.
-- KEYS:    the audit log
-- ARGV:    customerId
-- Returns: null
local places = redis.call('ZRANGE', places_of(ARGV[1]), 0, -1)
expect_type('hash', audit.personal)
if #places > 0 then call_in_steps('HDEL', audit.personal, places) end
return 'null'
