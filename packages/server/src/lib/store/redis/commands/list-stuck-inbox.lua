-- Lists webhooks that were given up, oldest first.
-- KEYS:    the inbox
-- ARGV:    the number of the last one before (0 from the beginning), how many at the most
-- Returns: JSON [[number, attempts, error, receivedAt, event], ...]
local rows = {}
-- Members are ordered by their numbers, which are of one width: this is before the first one with a greater number.
local from = '[' .. string.format('%016.0f', tonumber(ARGV[1]) + 1)
for _, member in ipairs(redis.call('ZRANGEBYLEX', inbox.dead, from, '+', 'LIMIT', 0, ARGV[2])) do
  local row = redis.call('HMGET', row_key(name_in(member)), 'attempts', 'error', 'receivedAt', 'event')
  local number = number_text(tonumber(string.sub(member, 1, NUMBER_WIDTH)))
  if row[4] then rows[#rows + 1] = list_text({ number, row[1], string_text(row[2] or ''), row[3], row[4] }) end
end
return list_text(rows)
