-- Lists parked events of some buckets, of each the oldest.
-- KEYS:    the buckets
-- ARGV:    when the last one before was used ('' from the beginning), its number, how many of each at the most
-- Returns: JSON [[bucket among KEYS from 0, number, reason, event], ...]; those with the same time and number as the last one before are among them
local limit = tonumber(ARGV[3])
local at = tonumber(ARGV[1])
local rows = {}

-- Of one time there are few.
local function behind(parked)
  local found, offset = {}, 0
  repeat
    local page = redis.call('ZRANGEBYSCORE', parked, at and number_text(at) or '-inf', '+inf', 'WITHSCORES', 'LIMIT', offset, limit + 1)
    for index = 1, #page, 2 do
      if not at or tonumber(page[index + 1]) > at or page[index] >= ARGV[2] then found[#found + 1] = page[index] end
    end
    offset = offset + limit + 1
  until #page < 2 * (limit + 1) or #found > limit
  return found
end

for index, bucket in ipairs(KEYS) do
  local keys = outbox_of(bucket)
  for _, member in ipairs(behind(keys.parked)) do
    local reason = redis.call('HGET', keys.reason, member)
    rows[#rows + 1] = list_text({ number_text(index - 1), string_text(member), string_text(reason or ''), redis.call('HGET', keys.event, member) })
  end
end
return list_text(rows)
