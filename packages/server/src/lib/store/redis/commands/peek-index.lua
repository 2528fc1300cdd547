-- Looks at the lowest scores of one index of some buckets, to share a limit out among them. Writes nothing.
-- KEYS:    the buckets
-- ARGV:    instant ('' for the server's clock), name of the index, age in milliseconds that a score must have, how many of each,
--          whether rows of the journal count (1): sorted, they will be in the index
-- Returns: JSON [[position of the bucket in KEYS from 0, score, ...], ...], only buckets that have some
local highest, depth = read_clock(ARGV[1]) - tonumber(ARGV[3]), tonumber(ARGV[4])
local buckets = {}
for position, bucket in ipairs(KEYS) do
  local scores = ARGV[5] == '1' and journal.instants(bucket, depth, highest) or {}
  local found = redis.call('ZRANGEBYSCORE', bucket .. ':' .. ARGV[2], '-inf', number_text(highest), 'WITHSCORES', 'LIMIT', 0, depth)
  for index = 2, #found, 2 do scores[#scores + 1] = tonumber(found[index]) end
  if #scores > 0 then
    table.sort(scores)
    local row = { number_text(position - 1) }
    for index = 1, math.min(depth, #scores) do row[#row + 1] = number_text(scores[index]) end
    buckets[#buckets + 1] = list_text(row)
  end
end
return list_text(buckets)
