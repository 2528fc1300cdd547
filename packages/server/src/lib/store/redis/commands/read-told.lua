-- Reads what a process was told of before, as it is now. Only a server that takes writes answers: a replica may lag, which is no loss.
-- KEYS:    the bucket
-- ARGV:    how many customers, customerIds, names of entries
-- Returns: JSON [[version, ...], [[state, attempt] or null, ...]]; the version is 0 when nothing happened
redis.call('DEL', KEYS[1] .. ':none')
local first_name, versions, entries = tonumber(ARGV[1]) + 2, {}, {}
for index = 2, first_name - 1 do
  local text = redis.call('HGET', KEYS[1] .. HEADS, ARGV[index])
  versions[#versions + 1] = text and number_text((cmsgpack.unpack(text))) or '0'
end
for index = first_name, #ARGV do
  local text = redis.call('HGET', KEYS[1] .. ENTRIES, ARGV[index])
  local row = text and cjson.decode(text)
  entries[#entries + 1] = row and list_text({ string_text(row[2]), number_text(row[11]) }) or 'null'
end
return list_text({ list_text(versions), list_text(entries) })
