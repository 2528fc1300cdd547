-- Reads the number of the last webhook that was kept. Only a server that takes writes answers: a replica may lag, which is no loss.
-- KEYS:    the inbox
-- Returns: the number; 0 when there was none
redis.call('DEL', KEYS[1] .. ':none')
return redis.call('GET', inbox.seq) or '0'
