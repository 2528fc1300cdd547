-- Lists webhooks that were given up, oldest first.
-- KEYS:    the inbox
-- ARGV:    how many at the most
-- Returns: JSON [[attempts, error, receivedAt, event], ...]
local rows = {}
for _, member in ipairs(redis.call('ZRANGEBYSCORE', inbox.dead, '-inf', '+inf', 'LIMIT', 0, ARGV[1])) do
  local row = redis.call('HMGET', row_key(name_in(member)), 'attempts', 'error', 'receivedAt', 'event')
  if row[4] then rows[#rows + 1] = list_text({ row[1], string_text(row[2] or ''), row[3], row[4] }) end
end
return list_text(rows)
