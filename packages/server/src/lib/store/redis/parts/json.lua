-- JSON that keeps every integer up to 2^53-1: cjson reads them exactly, but writes 14 digits only, so writing is done here.
local function number_text(value)
  if value == nil then return 'null' end
  if value == 0 then return '0' end
  return string.format(value == math.floor(value) and '%.0f' or '%.17g', value)
end

local function string_text(value)
  return value == nil and 'null' or cjson.encode(value)
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
