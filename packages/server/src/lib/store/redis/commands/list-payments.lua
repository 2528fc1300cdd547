-- Lists payments of a customer, the newest first.
-- KEYS:    the bucket of the customer
-- ARGV:    customer, place of the last one of the page before ('' to begin), how many at the most
-- Returns: JSON [payment, ...]
local rows, place = payments_key(ARGV[1]), ARGV[2] == '' and '+' or '(' .. ARGV[2]
local places = redis.call('ZREVRANGEBYLEX', payment_order_key(ARGV[1]), place, '-', 'LIMIT', 0, ARGV[3])
local payments = {}
for _, member in ipairs(places) do
  local text = redis.call('HGET', rows, string.match(member, '^%S+ (.*)$'))
  if text then payments[#payments + 1] = string.match(text, '^%S+ (.*)$') end
end
return list_text(payments)
