-- Looks through a part of the usage events of a bucket for those of a customer.
-- KEYS:    the bucket
-- ARGV:    cursor ('0' to begin), how many to look at, customerId
-- Returns: JSON [cursor, [[number of the event, its billable units, 1 when it is parked], ...]]; the cursor is "0" at the end
local scanned = redis.call('HSCAN', outbox.event, ARGV[1], 'COUNT', ARGV[2])
local texts = {}
for index = 1, #scanned[2], 2 do
  local member, event = scanned[2][index], cjson.decode(scanned[2][index + 1])
  if event.customerId == ARGV[3] then
    local parked = redis.call('ZSCORE', outbox.parked, member) and '1' or '0'
    texts[#texts + 1] = list_text({ string_text(member), number_text(event.billableUnits), parked })
  end
end
return list_text({ string_text(scanned[1]), list_text(texts) })
