-- Payments of one customer: a hash by id, `<version> <JSON>`, and a sorted set of `<created at> <id>`, which sorts as text. A version and an
-- instant hold no space.
local function payments_key(customer)
  return KEYS[1] .. ':payments:' .. customer
end

local function payment_order_key(customer)
  return KEYS[1] .. ':payment-order:' .. customer
end
