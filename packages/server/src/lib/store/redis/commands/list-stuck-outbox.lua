-- Lists parked events of some buckets, of each the oldest.
-- KEYS:    the buckets
-- ARGV:    how many of each at the most
-- Returns: JSON [[reason, event], ...]
local rows = {}
for _, bucket in ipairs(KEYS) do
  local keys = outbox_of(bucket)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', keys.parked, '-inf', '+inf', 'LIMIT', 0, ARGV[1])) do
    local reason = redis.call('HGET', keys.reason, member)
    rows[#rows + 1] = '[' .. string_text(reason or '') .. ',' .. redis.call('HGET', keys.event, member) .. ']'
  end
end
return list_text(rows)
