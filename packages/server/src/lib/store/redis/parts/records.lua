-- Small documents, one hash each.
local function record_key(key)
  return KEYS[1] .. ':record:' .. key
end

local function live_record(key, now)
  local row = redis.call('HMGET', record_key(key), 'value', 'revision', 'expiresAt')
  if not row[1] or row[3] ~= '' and tonumber(row[3]) <= now then return nil end
  return { value = row[1], revision = tonumber(row[2]) }
end
