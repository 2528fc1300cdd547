-- The audit log, all under one tag: rows and what is personal in them by place, places by id and by customer.
local audit = { rows = KEYS[1] .. ':rows', personal = KEYS[1] .. ':personal', ids = KEYS[1] .. ':ids' }

local function places_of(customer)
  return KEYS[1] .. ':of:' .. customer
end

-- How many rows there are, and the last one's hash.
local function audit_head()
  local seq = redis.call('HLEN', audit.rows)
  local last = seq > 0 and redis.call('HGET', audit.rows, number_text(seq))
  return seq, last and cjson.decode(last)[4] or ''
end

-- JSON [[seq, [id, customerId, content, hash], personal], ...]
local function rows_text(places)
  local texts = {}
  for _, place in ipairs(places) do
    local row = redis.call('HGET', audit.rows, place)
    if row then texts[#texts + 1] = list_text({ place, row, string_text(redis.call('HGET', audit.personal, place)) }) end
  end
  return list_text(texts)
end
