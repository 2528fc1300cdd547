-- Reservations whose time is over. They are looked up only when the customer's head says that one may have ended.
local due = {}

-- None of the customer's ends before the instant in its head, so the index is read from there.
local function places_of(customer)
  local places, first = {}, head.name[customer] .. '/'
  local names = redis.call('ZRANGEBYSCORE', KEYS[1] .. DUE, text_of[head.nearest[customer]], text_of[step.now])
  for _, name in ipairs(names) do
    if string.sub(name, 1, #first) == first then places[#places + 1] = number_of(place, name) end
  end
  place.load()
  kept.load()
  return places
end

-- Ends those of the customer that are of the meters; what is due of others stays, and the head remembers it.
function due.expire_of(customer, meters)
  local nearest = step.now + 1
  for _, number in ipairs(places_of(customer)) do
    local held = kept.at(number)
    if held and held.state == 'reserved' then
      if meters[held.meter] then reservation.expire(number, customer) else nearest = math.min(nearest, held.expiresAt) end
    end
  end
  if head.open[customer] > 0 then head.nearest[customer] = nearest end
end
