-- Reads accounts of one bucket as if every due reservation had ended already. Writes nothing.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), then customerId, meter and window of each
-- Returns: JSON [[granted, used, reserved, fromCredits, overage, overageReserved, overrun], ...], in the order of the keys
now = read_clock(ARGV[1])
local rows = {}
for index = 2, #ARGV, 3 do expire_due(ARGV[index], ARGV[index + 1]) end
for index = 2, #ARGV, 3 do
  local account = account_of(ARGV[index], ARGV[index + 1], ARGV[index + 2])
  local row = {}
  for position, name in ipairs(COUNTS) do row[position] = number_text(account[name]) end
  rows[#rows + 1] = list_text(row)
end
return list_text(rows)
