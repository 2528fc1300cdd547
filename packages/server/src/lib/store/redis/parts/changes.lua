-- Tells the other instances who changed. Missing one is allowed, the version tells; so a refusal must not fail what is written by now.
local function publish(channel, origin, changes)
  if #changes == 0 then return end
  redis.pcall('PUBLISH', channel, '[' .. cjson.encode(origin) .. ',' .. list_text(changes) .. ']')
end

local function change_text(customer_id, version)
  return '[' .. cjson.encode(customer_id) .. ',' .. number_text(version) .. ']'
end
