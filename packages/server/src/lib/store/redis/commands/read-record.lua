-- Reads a record whose time is not over.
-- KEYS:    the bucket of the record
-- ARGV:    instant ('' for the server's clock), key
-- Returns: JSON [value, revision], or null
local record = live_record(ARGV[2], read_clock(ARGV[1]))
return record and '[' .. record.value .. ',' .. number_text(record.revision) .. ']' or 'null'
