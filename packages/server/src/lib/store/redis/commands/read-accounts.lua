-- Reads accounts of one bucket as if every due reservation had ended already. Writes nothing.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), then customerId, meter and window of each
-- Returns: JSON [[granted, used, reserved, fromCredits, overage, overageReserved, overrun], ...], in the order of the keys
local COUNTS = { 'granted', 'used', 'reserved', 'fromCredits', 'overage', 'overageReserved', 'overrun' }
local numbers, meters = {}, {}
step.now = read_clock(ARGV[1])
for index = 2, #ARGV, 3 do
  local customer_id, meter, window = ARGV[index], ARGV[index + 1], ARGV[index + 2]
  local customer = number_of(head, customer_id)
  meters[customer] = meters[customer] or {}
  meters[customer][meter] = true
  numbers[#numbers + 1] = number_of(account, customer_id .. '/' .. meter .. '/' .. window)
end
head.load()
account.load()
for customer in ipairs(head.name) do
  if head.open[customer] > 0 and head.nearest[customer] <= step.now then due.expire_of(customer, meters[customer]) end
end
local texts = {}
for position, number in ipairs(numbers) do
  local row = {}
  for index, name in ipairs(COUNTS) do row[index] = number_text(account[name][number]) end
  texts[position] = list_text(row)
end
return list_text(texts)
