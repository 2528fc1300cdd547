-- Keeps units of a customer's meter per day, under another name and without users.
-- KEYS:    the bucket, which is that of both names
-- ARGV:    customerId, the version that was seen, meter, the other name, how many days at the most
-- Returns: how many days; -1 when something changed
if not is_seen(ARGV[1], ARGV[2]) then return '-1' end
local index = history.days_key(ARGV[1], ARGV[3])
local days = redis.call('ZRANGE', index, 0, tonumber(ARGV[5]) - 1)
for _, day in ipairs(days) do
  local fields = redis.call('HVALS', history.day_key(ARGV[1], ARGV[3], tonumber(day)))
  for _, units in ipairs(fields) do history.add({ customerId = ARGV[4], meter = ARGV[3] }, tonumber(units), tonumber(day)) end
end
history.plan()
plans.expect()
plans.make()
for _, day in ipairs(days) do
  redis.call('DEL', history.day_key(ARGV[1], ARGV[3], tonumber(day)))
  redis.call('ZREM', index, day)
end
return number_text(#days)
