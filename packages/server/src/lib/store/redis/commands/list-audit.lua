-- Lists rows of the audit log, newest first.
-- KEYS:    the audit log
-- ARGV:    customerId ('' for all), the place before which they are ('' for the end), how many at the most
-- Returns: JSON [[place, [id, customerId, content, hash], personal], ...]
local limit = tonumber(ARGV[3])
if ARGV[1] ~= '' then
  local before = ARGV[2] == '' and '+inf' or '(' .. ARGV[2]
  return rows_text(redis.call('ZREVRANGEBYSCORE', places_of(ARGV[1]), before, '-inf', 'LIMIT', 0, limit))
end
local last = redis.call('HLEN', audit.rows)
if ARGV[2] ~= '' then last = math.min(last, tonumber(ARGV[2]) - 1) end
local places = {}
for place = last, math.max(1, last - limit + 1), -1 do places[#places + 1] = number_text(place) end
return rows_text(places)
