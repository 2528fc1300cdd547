-- Forgets answers of one bucket that were settled before an instant, the longest settled first. Grants are in no index, so they stay.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), age in milliseconds, how many at the most, how many rows of the journal to sort at the most
-- Returns: how many; null when there is more to sort: an answer is forgotten only when all that it brought about is sorted
if journal.sort(tonumber(ARGV[4])) == tonumber(ARGV[4]) then return 'null' end
local before = read_clock(ARGV[1]) - tonumber(ARGV[2])
local index, entries, count = KEYS[1] .. SETTLED, KEYS[1] .. ENTRIES, 0
for _, name in ipairs(redis.call('ZRANGEBYSCORE', index, '-inf', '(' .. number_text(before), 'LIMIT', 0, ARGV[3])) do
  local text = redis.call('HGET', entries, name)
  -- What happened to an entry since it was put into the index, only itself says.
  local settled_at = text and tonumber(string.match(text, '^%[(%d+)'))
  if settled_at and settled_at >= before then
    redis.call('ZADD', index, number_text(settled_at), name)
  else
    redis.call('ZREM', index, name)
    if settled_at then count = count + redis.call('HDEL', entries, name) end
  end
end
return number_text(count)
