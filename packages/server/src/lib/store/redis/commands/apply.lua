-- Decides and writes commands of one bucket in order, in one atomic step at one instant.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), channel, beginning of the message about the changes,
--          JSON [[name of an entry, ...], [customer, ...], [name of an account, ...], how many policies, rules, fields] (fields.lua),
--          the policies, then for each command the end of the text of the entry that it may begin
-- Returns: JSON [now, [version of each customer; 0 for no change], [result, ...]]
local policies
step.now = read_clock(ARGV[1])
place.name, head.name, account.name, policies, rules, fields = unpack(cjson.decode(ARGV[4]))
head.load()
place.load()
account.load()
if #place.found > 0 then the_rest().load_kept() end

local due_customers = {}
for customer = 1, #head.name do
  if head.open[customer] > 0 and head.nearest[customer] <= step.now then due_customers[customer] = {} end
end
if next(due_customers) then the_rest().expire_all(due_customers) end

local results, at, number = {}, 1, 0
while fields[at] do
  number = number + 1
  results[number] = decide(at, ARGV[4 + policies + number])
  at = next_command(at)
end
if place.has_moved then the_rest().plan_indexes() end
local versions = write_step(late and late.plans)
local versions_text = list_text(versions)
if next(head.changed) then publish(ARGV[2], ARGV[3], versions_text) end
return '[' .. text_of[step.now] .. ',' .. versions_text .. ',' .. list_text(results) .. ']'
