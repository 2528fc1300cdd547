-- Looks through a part of the webhooks of one index.
-- KEYS:    the inbox
-- ARGV:    the index, cursor ('0' to begin), how many to look at
-- Returns: JSON [cursor, [event, ...]]; the cursor is "0" at the end
local scanned = redis.call('ZSCAN', inbox[ARGV[1]], ARGV[2], 'COUNT', ARGV[3])
local texts = {}
for index = 1, #scanned[2], 2 do
  local event = redis.call('HGET', row_key(name_in(scanned[2][index])), 'event')
  if event then texts[#texts + 1] = event end
end
return list_text({ string_text(scanned[1]), list_text(texts) })
