-- Writes the step and gives the versions. Every key is asked for its type before the first is written, because a script is not rolled
-- back. `plans`: what is planned besides, if anything is.
local function write_step(plans)
  local rows, amendments = told.rows, told.amendments
  for _, row in ipairs(amendments) do rows[#rows + 1] = row end
  if #rows > 0 then redis.call('LLEN', KEYS[1] .. JOURNAL) end
  if #amendments > 0 then expect_type('string', KEYS[1] .. AMENDMENTS) end
  if plans then plans.expect() end
  place.write()
  account.write()
  call_in_steps('RPUSH', KEYS[1] .. JOURNAL, rows)
  if #amendments > 0 then redis.call('INCRBY', KEYS[1] .. AMENDMENTS, #amendments) end
  if plans then plans.make() end
  return head.write()
end
