-- The journal says what was committed: the provider is told of it, and it is added to the history. It also says what history takes back.
-- What was committed comes first, as in decide.
local told = { rows = {}, amendments = {} }

function told.amend(of, units, at)
  local change = { string_text(of.customerId), string_text(of.meter), string_text(of.userId), text_of[units], text_of[at] }
  told.amendments[#told.amendments + 1] = AMENDMENT .. list_text(change)
end
