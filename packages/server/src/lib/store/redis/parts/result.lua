-- What a command answers, as JSON.
local function accepted(entry, repeated)
  return '{"ok":true,"repeated":' .. boolean_text(repeated) .. ',"entry":' .. entry_text(entry) .. '}'
end

local function refused(reason)
  return '{"ok":false,"reason":"' .. reason .. '"}'
end

local function resolved(entry)
  return '{"ok":false,"reason":"resolved","entry":' .. entry_text(entry) .. '}'
end

local function limit_reached(units, missing, window)
  return '{"ok":false,"reason":"limit_reached","needed":' .. number_text(units)
    .. ',"remaining":' .. number_text(units - missing) .. ',"window":' .. string_text(window) .. '}'
end
