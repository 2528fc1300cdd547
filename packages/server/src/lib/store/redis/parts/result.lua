-- What a command answers, as JSON; of a new entry decide.lua says it.
local answer = {}

function answer.accepted(number, repeated)
  return '["' .. (repeated and 'again' or 'done') .. '",' .. place.stored[number] .. ']'
end

function answer.refused(reason)
  return '["' .. reason .. '"]'
end

function answer.resolved(number)
  return '["resolved",' .. place.stored[number] .. ']'
end

-- The limit that refused, by its place in the policy of the command or by its window.
function answer.limit_reached(units, missing, limit, window)
  return '["limit_reached",' .. text_of[units] .. ',' .. text_of[units - missing] .. ',' .. (window and string_text(window) or text_of[limit]) .. ']'
end
