-- Counts what the outboxes of some buckets hold.
-- KEYS:    the buckets
-- Returns: JSON {waiting, stuck, oldestAt}, oldestAt null when nothing waits
local waiting, stuck, oldest = 0, 0, nil
for _, bucket in ipairs(KEYS) do
  local keys = outbox_of(bucket)
  waiting = waiting + redis.call('ZCARD', keys.due)
  stuck = stuck + redis.call('ZCARD', keys.parked)
  local first = redis.call('ZRANGE', keys.age, 0, 0, 'WITHSCORES')
  if first[2] then oldest = math.min(oldest or math.huge, tonumber(first[2])) end
end
return '{"waiting":' .. number_text(waiting) .. ',"stuck":' .. number_text(stuck) .. ',"oldestAt":' .. number_text(oldest) .. '}'
