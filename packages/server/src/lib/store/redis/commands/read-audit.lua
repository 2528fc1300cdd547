-- Reads rows of the audit log in their order.
-- KEYS:    the audit log
-- ARGV:    the place after which they are, how many at the most
-- Returns: JSON [[place, [id, customerId, content, hash], personal], ...]
local after = tonumber(ARGV[1])
local places = {}
for place = after + 1, after + tonumber(ARGV[2]) do places[#places + 1] = number_text(place) end
return rows_text(places)
