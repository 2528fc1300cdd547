-- Ends the reservations of one bucket whose time is over, the longest first.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), channel, who tells, how many at the most
-- Returns: JSON {customers: [...], versions: [...], count}
step.now = read_clock(ARGV[1])
local places, count = {}, 0
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1] .. DUE, '-inf', text_of[step.now], 'LIMIT', 0, ARGV[4])) do
  places[#places + 1] = number_of(place, name)
  number_of(head, (ids_in(name)))
end
head.load()
place.load()
kept.load()
for _, number in ipairs(places) do
  local customer = number_of(head, (ids_in(place.name[number])))
  if reservation.expire(number, customer) then
    count = count + 1
  else
    plan_one('zset', 'ZREM', KEYS[1] .. DUE, place.name[number])
  end
end
plan_indexes()
local versions, customers = write_step(plans), {}
for customer, customer_id in ipairs(head.name) do customers[customer] = string_text(customer_id) end
local customers_text, versions_text = list_text(customers), list_text(versions)
if count > 0 then publish(ARGV[2], '[' .. string_text(ARGV[3]) .. ',"ledger",' .. customers_text, versions_text) end
return '{"customers":' .. customers_text .. ',"versions":' .. versions_text .. ',"count":' .. text_of[count] .. '}'
