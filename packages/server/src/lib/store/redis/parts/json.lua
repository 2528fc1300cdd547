-- JSON that keeps every integer up to 2^53-1: cjson reads them exactly, but writes 14 digits only, so writing is done here.
-- The same few numbers come again and again in a batch: `text_of[n]` is made once. What is nil or false is null.
local text_of = setmetatable({}, { __index = function(texts, value)
  if not value then return 'null' end
  local text = string.format(value % 1 == 0 and '%.0f' or '%.17g', value)
  texts[value] = text
  return text
end })

local function number_text(value)
  return text_of[value]
end

local function string_text(value)
  return value and cjson.encode(value) or 'null'
end

local function list_text(texts)
  return '[' .. table.concat(texts, ',') .. ']'
end
