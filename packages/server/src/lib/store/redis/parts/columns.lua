-- What a step reads and writes lies in three hashes: heads, accounts and entries. Here they are columns: a customer, an account and a
-- place of an entry are numbers, and each of their fields is a list by that number. To make a table for each would take longer than to
-- decide. Names come first; then they are loaded together, and written together, all of a hash in one call. A hash of another type fails
-- while it is read, so before anything is written.

-- The texts of the names from a number on, by their numbers.
local function texts_of(hash, names, first)
  if first > #names then return {} end
  if #names - first < STEP then return redis.call('HMGET', hash, unpack(names, first)) end
  local texts = {}
  for from = first, #names, STEP do
    for _, text in ipairs(redis.call('HMGET', hash, unpack(names, from, math.min(from + STEP - 1, #names)))) do texts[#texts + 1] = text end
  end
  return texts
end

-- The number of a name, which is asked for when it is new.
local function number_of(column, name)
  if not column.numbers then
    column.numbers = {}
    for number, known in ipairs(column.name) do column.numbers[known] = number end
  end
  local number = column.numbers[name]
  if number then return number end
  number = #column.name + 1
  column.name[number], column.numbers[name] = name, number
  return number
end
