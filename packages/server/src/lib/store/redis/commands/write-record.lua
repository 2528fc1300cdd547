-- Writes a record if nobody else wrote first, under a revision that no record of this bucket ever had.
-- KEYS:    the bucket of the record
-- ARGV:    instant ('' for the server's clock), key, value (JSON), expected revision (0 for none), time to live in milliseconds ('' for ever)
-- Returns: 1, or 0 when someone else wrote first
local now = read_clock(ARGV[1])
local record, key, revisions = live_record(ARGV[2], now), record_key(ARGV[2]), KEYS[1] .. ':revision'
if (record and record.revision or 0) ~= tonumber(ARGV[4]) then return '0' end
expect_type('string', revisions)
local revision = redis.call('INCR', revisions)
redis.call('HSET', key, 'value', ARGV[3], 'revision', number_text(revision), 'expiresAt', '')
redis.call('PERSIST', key)
if ARGV[5] == '' then return '1' end
local expires_at = number_text(now + tonumber(ARGV[5]))
redis.call('HSET', key, 'expiresAt', expires_at)
-- The server tidies up by its own clock, so only when that is the clock that counts.
if ARGV[1] == '' then redis.call('PEXPIREAT', key, string.format('%.0f', math.ceil(tonumber(expires_at)))) end
return '1'
