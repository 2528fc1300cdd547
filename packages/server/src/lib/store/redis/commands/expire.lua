-- Ends the reservations of one bucket whose time is over, the longest first.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), channel, origin, how many at the most
-- Returns: JSON {changes: [[customerId, version], ...], count}
now = read_clock(ARGV[1])
local names = redis.call('ZRANGEBYSCORE', due_key, '-inf', number_text(now), 'LIMIT', 0, ARGV[4])
local count = 0
load_entries(names)
for _, name in ipairs(names) do
  local entry = entry_by_name(name)
  if entry and entry.state == 'reserved' and entry.expiresAt <= now then
    end_unused(entry, 'expired')
    count = count + 1
  else
    plan_one('zset', 'ZREM', due_key, name)
  end
end
local changes = write_books(ARGV[2], ARGV[3])
return '{"changes":' .. changes .. ',"count":' .. number_text(count) .. '}'
