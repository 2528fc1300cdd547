-- Forgets a record.
-- KEYS:    the bucket of the record
-- ARGV:    key
-- Returns: null
redis.call('DEL', record_key(ARGV[1]))
return 'null'
