-- The journal of one bucket: what was committed, in order, and not yet sorted into outbox, history and the index of answers to forget.
-- A step only adds to it, which is what makes steps fast; whoever reads one of those three sorts first.
-- A row is the name of an entry that was committed, or JSON [customerId, meter, userId, units, instant] that history takes back.
local journal = {}

local function is_amendment(row)
  return string.sub(row, 1, 1) == AMENDMENT
end

-- The texts of the entries that rows name; false for the others.
local function entry_texts(bucket, list)
  local texts = {}
  for first = 1, #list, STEP do
    local found = redis.call('HMGET', bucket .. ENTRIES, unpack(list, first, math.min(first + STEP - 1, #list)))
    for _, text in ipairs(found) do texts[#texts + 1] = text end
  end
  return texts
end

-- The instants of the first rows that tell an event, up to an instant.
function journal.instants(bucket, depth, highest)
  local instants = {}
  for _, text in ipairs(entry_texts(bucket, redis.call('LRANGE', bucket .. JOURNAL, 0, depth - 1))) do
    local at = text and tonumber(string.match(text, '^%[(%d+)'))
    if at and at <= highest then instants[#instants + 1] = at end
  end
  return instants
end

local function event_text(of, units, at)
  return '{"id":' .. string_text(of.eventId) .. ',"customerId":' .. string_text(of.customerId)
    .. ',"userId":' .. string_text(of.userId) .. ',"meter":' .. string_text(of.meter)
    .. ',"units":' .. number_text(units) .. ',"billableUnits":' .. number_text(of.overage)
    .. ',"at":' .. number_text(at) .. '}'
end

-- Members of equal score sort as text, so their numbers have one width.
local function plan_event(seq, of, units, at)
  local member = string.format('%016.0f', seq)
  plan_pair('hash', 'HSET', outbox.event, member, event_text(of, units, at))
  plan_pair('zset', 'ZADD', outbox.due, number_text(at), member)
  plan_pair('zset', 'ZADD', outbox.age, number_text(at), member)
end

local function sort_entry(seq, name, text)
  local committed = entry.read(text, ids_in(name))
  local units, at = committed.units, committed.settledAt
  if committed.told then units, at = committed.told[1], committed.told[2] end
  plan_event(seq, committed, units, at)
  history.add(committed, units, at)
  plan_pair('zset', 'ZADD', KEYS[1] .. SETTLED, number_text(committed.settledAt), name)
end

local function sort_amendment(row)
  local change = cjson.decode(string.sub(row, 2))
  local user_id = change[3]
  if user_id == cjson.null then user_id = nil end
  history.add({ customerId = change[1], meter = change[2], userId = user_id }, change[4], change[5])
end

-- Sorts rows, the oldest first; gives how many.
function journal.sort(limit)
  local list = redis.call('LRANGE', KEYS[1] .. JOURNAL, 0, limit - 1)
  if #list == 0 then return 0 end
  local texts, amended = entry_texts(KEYS[1], list), 0
  local seq = tonumber(redis.call('GET', outbox.seq) or 0)
  for index, row in ipairs(list) do
    if is_amendment(row) then
      sort_amendment(row)
      amended = amended + 1
    elseif texts[index] then
      seq = seq + 1
      sort_entry(seq, row, texts[index])
    end
  end
  history.plan()
  plan_one('string', 'SET', outbox.seq, number_text(seq))
  if amended > 0 then plan_one('string', 'DECRBY', KEYS[1] .. AMENDMENTS, amended) end
  plans.expect()
  plans.make()
  redis.call('LTRIM', KEYS[1] .. JOURNAL, #list, -1)
  return #list
end
