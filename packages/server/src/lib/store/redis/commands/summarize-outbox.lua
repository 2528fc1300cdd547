-- Counts what the outboxes of some buckets hold, and what of their journals will be there.
-- KEYS:    the buckets
-- Returns: JSON {waiting, stuck, oldestAt}, oldestAt null when nothing waits
local waiting, stuck, oldest = 0, 0, math.huge
for _, bucket in ipairs(KEYS) do
  local keys = outbox_of(bucket)
  local amended = tonumber(redis.call('GET', bucket .. AMENDMENTS) or 0)
  waiting = waiting + redis.call('ZCARD', keys.due) + redis.call('LLEN', bucket .. JOURNAL) - amended
  stuck = stuck + redis.call('ZCARD', keys.parked)
  local first = redis.call('ZRANGE', keys.age, 0, 0, 'WITHSCORES')
  oldest = math.min(oldest, first[2] and tonumber(first[2]) or math.huge, unpack(journal.instants(bucket, math.min(amended + 1, STEP), math.huge)))
end
return '{"waiting":' .. number_text(waiting) .. ',"stuck":' .. number_text(stuck)
  .. ',"oldestAt":' .. (oldest == math.huge and 'null' or number_text(oldest)) .. '}'
