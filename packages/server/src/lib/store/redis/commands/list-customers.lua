-- Lists customers of some buckets that have a snapshot, in ascending order of their bytes.
-- KEYS:    the buckets
-- ARGV:    the last one of the page before ('' to begin), how many of each at the most
-- Returns: JSON [[customerId, ...], ...], a list for each bucket
local after = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local buckets = {}
for position, bucket in ipairs(KEYS) do
  local ids = redis.call('ZRANGEBYLEX', bucket .. ':customers', after, '+', 'LIMIT', 0, ARGV[2])
  for index, id in ipairs(ids) do ids[index] = string_text(id) end
  buckets[position] = list_text(ids)
end
return list_text(buckets)
