-- Units by hour and user: a hash for each meter and day, and an index of the days.
local HOUR_MS = 3600000
local DAY_MS = 86400000
local history = { days = {} }

function history.days_key(customer_id, meter)
  return KEYS[1] .. ':days:' .. customer_id .. '\0' .. meter
end

function history.day_key(customer_id, meter, day)
  return KEYS[1] .. ':history:' .. customer_id .. '\0' .. meter .. '\0' .. number_text(day)
end

-- An hour keeps within 0..2^53-1: it can lie in two windows, of which each may be full.
function history.add(of, units, at)
  local hour = at - at % HOUR_MS
  local day = hour - hour % DAY_MS
  local key = history.day_key(of.customerId, of.meter, day)
  local used = history.days[key]
  if not used then
    used = { day = day, index = history.days_key(of.customerId, of.meter), fields = {} }
    history.days[key] = used
  end
  local field = number_text(hour) .. '\0' .. (of.userId or '')
  local before = used.fields[field] or tonumber(redis.call('HGET', key, field) or 0)
  used.fields[field] = math.max(0, math.min(MAX_UNITS, before + units))
end

-- An hour without units is not kept.
function history.plan()
  for key, used in pairs(history.days) do
    plan_pair('zset', 'ZADD', used.index, number_text(used.day), number_text(used.day))
    for field, units in pairs(used.fields) do
      if units > 0 then plan_pair('hash', 'HSET', key, field, number_text(units)) else plan_one('hash', 'HDEL', key, field) end
    end
  end
end
