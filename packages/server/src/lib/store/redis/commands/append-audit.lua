-- Adds rows to the end of the audit log, all or none: none when it ends elsewhere or has one of their ids.
-- KEYS:    the audit log
-- ARGV:    where it is to end and the hash there, then for each row: id, customerId ('' for none), row as JSON, personal ('' for none)
-- Returns: JSON [1 or 0 (none), where it ends now, the hash there, [ids that it had]]
local seq, hash = audit_head()
local known = {}
for index = 3, #ARGV, 4 do
  if redis.call('HEXISTS', audit.ids, ARGV[index]) == 1 then known[#known + 1] = string_text(ARGV[index]) end
end
if #known > 0 or number_text(seq) ~= ARGV[1] or hash ~= ARGV[2] then
  return list_text({ '0', number_text(seq), string_text(hash), list_text(known) })
end
expect_type('hash', audit.rows, audit.personal, audit.ids)
for index = 4, #ARGV, 4 do
  if ARGV[index] ~= '' then expect_type('zset', places_of(ARGV[index])) end
end
for index = 3, #ARGV, 4 do
  seq = seq + 1
  local place, customer = number_text(seq), ARGV[index + 1]
  redis.call('HSET', audit.rows, place, ARGV[index + 2])
  redis.call('HSET', audit.ids, ARGV[index], place)
  if ARGV[index + 3] ~= '' then redis.call('HSET', audit.personal, place, ARGV[index + 3]) end
  if customer ~= '' then redis.call('ZADD', places_of(customer), seq, place) end
end
local _, last = audit_head()
return list_text({ '1', number_text(seq), string_text(last), '[]' })
