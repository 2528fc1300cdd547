-- What decide.lua and apply.lua need now and then.

-- Ends what is due of some customers and of the meters that the commands can touch.
local function expire_all(meters)
  local at = 1
  while fields[at] do
    local of, earlier = meters[fields[at + CUSTOMER]], kept.at(fields[at + PLACE])
    if of and fields[at + METER] then of[fields[at + METER]] = true end
    if of and earlier then of[earlier.meter] = true end
    at = next_command(at)
  end
  for customer, of in pairs(meters) do due.expire_of(customer, of) end
end

return {
  answer = answer, begin_again = begin_again, grant = grant, command_at = command_at, refund = refund, revoke = revoke,
  extend = reservation.extend, commit = reservation.commit, release = reservation.release,
  load_kept = kept.load, expire_all = expire_all, plans = plans, plan_indexes = plan_indexes,
}
