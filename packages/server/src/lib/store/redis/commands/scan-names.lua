-- Looks through a part of the names in a hash of a bucket for those that are like a pattern.
-- KEYS:    the bucket
-- ARGV:    the hash, cursor ('0' to begin), pattern, how many to look at
-- Returns: JSON [cursor, [name, ...]]; the cursor is "0" at the end
local scanned = redis.call('HSCAN', KEYS[1] .. ARGV[1], ARGV[2], 'MATCH', ARGV[3], 'COUNT', ARGV[4])
local texts = {}
for index = 1, #scanned[2], 2 do texts[#texts + 1] = string_text(scanned[2][index]) end
return list_text({ string_text(scanned[1]), list_text(texts) })
