-- Reads an entry as it is stored.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), customerId, id
-- Returns: JSON {now, entry}, its policy as JSON text; entry null when there is none
local entry = entry_by_name(entry_name(ARGV[2], ARGV[3]))
return '{"now":' .. number_text(read_clock(ARGV[1])) .. ',"entry":' .. (entry and entry_text(entry) or 'null') .. '}'
