-- Looks at the lowest scores of one index of some buckets, to share a limit out among them. Writes nothing.
-- KEYS:    the buckets
-- ARGV:    instant ('' for the server's clock), name of the index, age in milliseconds that a score must have, how many of each
-- Returns: JSON [[position of the bucket in KEYS from 0, score, ...], ...], only buckets that have some
local highest = number_text(read_clock(ARGV[1]) - tonumber(ARGV[3]))
local buckets = {}
for position, bucket in ipairs(KEYS) do
  local found = redis.call('ZRANGEBYSCORE', bucket .. ':' .. ARGV[2], '-inf', highest, 'WITHSCORES', 'LIMIT', 0, ARGV[4])
  if #found > 0 then
    local row = { number_text(position - 1) }
    for index = 2, #found, 2 do row[#row + 1] = number_text(tonumber(found[index])) end
    buckets[#buckets + 1] = list_text(row)
  end
end
return list_text(buckets)
