-- Tells the other instances who changed. Missing one is allowed, the version tells; so a refusal must not fail what is written by now.
-- `beginning` is the caller's: who tells, of what, and the customers; then come their versions, 0 for one that did not change.
local function publish(channel, beginning, versions)
  redis.pcall('PUBLISH', channel, beginning .. ',' .. versions .. ']')
end
