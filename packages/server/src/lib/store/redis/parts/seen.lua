-- For work that takes several steps: each is done only while nothing of the customer changed since the first.
local function is_seen(customer, version)
  local text = redis.call('HGET', KEYS[1] .. HEADS, customer)
  return number_text(text and cmsgpack.unpack(text) or 0) == version
end
