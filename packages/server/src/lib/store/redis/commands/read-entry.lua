-- Reads an entry as it is stored.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), name of the entry
-- Returns: JSON {now, entry}, the entry as in entry.lua, null when there is none
local text = redis.call('HGET', KEYS[1] .. ENTRIES, ARGV[2])
return '{"now":' .. number_text(read_clock(ARGV[1])) .. ',"entry":' .. (text or 'null') .. '}'
