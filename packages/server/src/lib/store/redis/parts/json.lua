-- JSON that keeps every integer up to 2^53-1: cjson reads them exactly, but writes 14 digits only, so writing is done here.
local QUICK = 100000000000000
local quoted = {}

-- Gives a number where Lua itself would write it exactly; whoever joins texts takes both.
local function number_text(value)
  if value == nil then return 'null' end
  if value == 0 then return '0' end
  if value > 0 and value < QUICK and value % 1 == 0 then return value end
  return string.format(value % 1 == 0 and '%.0f' or '%.17g', value)
end

-- The same few texts come again and again in a batch.
local function string_text(value)
  if value == nil then return 'null' end
  local text = quoted[value]
  if not text then
    text = cjson.encode(value)
    quoted[value] = text
  end
  return text
end

local function boolean_text(value)
  return value and 'true' or 'false'
end

local function list_text(texts)
  return '[' .. table.concat(texts, ',') .. ']'
end

-- Reads an object; its fields that are null are absent afterwards.
local function read_object(text)
  local object = cjson.decode(text)
  for name, value in pairs(object) do
    if value == cjson.null then object[name] = nil end
  end
  return object
end
