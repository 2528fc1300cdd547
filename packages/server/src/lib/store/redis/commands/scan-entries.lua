-- Looks through a part of the entries of a bucket for those whose names are like a pattern.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), cursor ('0' to begin), pattern, how many to look at
-- Returns: JSON {now, cursor, entries: [[name, entry], ...]}, the entries as in entry.lua; the cursor is "0" at the end
local scanned = redis.call('HSCAN', KEYS[1] .. ENTRIES, ARGV[2], 'MATCH', ARGV[3], 'COUNT', ARGV[4])
local texts = {}
for index = 1, #scanned[2], 2 do
  texts[#texts + 1] = '[' .. string_text(scanned[2][index]) .. ',' .. scanned[2][index + 1] .. ']'
end
return '{"now":' .. number_text(read_clock(ARGV[1])) .. ',"cursor":' .. string_text(scanned[1]) .. ',"entries":' .. list_text(texts) .. '}'
