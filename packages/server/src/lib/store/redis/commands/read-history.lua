-- Reads units per hour and user of one meter, once the journal is sorted.
-- KEYS:    the bucket
-- ARGV:    customerId, meter, from and to in milliseconds (from <= hour < to), how many rows of the journal to sort at the most
-- Returns: JSON [[hour, user id or '' for none, units], ...], in any order; null when there is more to sort
if journal.sort(tonumber(ARGV[5])) == tonumber(ARGV[5]) then return 'null' end
local from, to = tonumber(ARGV[3]), tonumber(ARGV[4])
local days = redis.call('ZRANGEBYSCORE', history.days_key(ARGV[1], ARGV[2]), number_text(from - from % DAY_MS), '(' .. number_text(to))
local hours = {}
for _, day in ipairs(days) do
  local fields = redis.call('HGETALL', history.day_key(ARGV[1], ARGV[2], tonumber(day)))
  for index = 1, #fields, 2 do
    local hour, user_id = string.match(fields[index], '^(%d+)%z(.*)$')
    if tonumber(hour) >= from and tonumber(hour) < to then
      hours[#hours + 1] = '[' .. hour .. ',' .. cjson.encode(user_id) .. ',' .. fields[index + 1] .. ']'
    end
  end
end
return list_text(hours)
