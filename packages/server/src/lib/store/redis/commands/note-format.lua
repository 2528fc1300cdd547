-- Notes the format of what is stored, unless it is noted already.
-- KEYS:    the place of the installation's own notes
-- ARGV:    the format of this version of the store
-- Returns: the format that is noted
redis.call('SETNX', KEYS[1] .. ':format', ARGV[1])
return redis.call('GET', KEYS[1] .. ':format')
