-- Where entries lie. `stored`: the text, if there is one. `indexed`: until when the index of held ones says that it is held; `held`: until
-- when it is. `ended`: when it ended unused in this step.
local place = {
  name = {}, loaded = 0, found = {}, stored = {}, entry = {}, indexed = {}, held = {}, ended = {}, changed = {}, has_moved = false,
}

function place.load()
  local first, stored, texts = place.loaded, place.stored, texts_of(KEYS[1] .. ENTRIES, place.name, place.loaded + 1)
  place.loaded = #place.name
  for index = 1, #texts do
    local text = texts[index]
    stored[first + index] = text
    if text then place.found[#place.found + 1] = first + index end
  end
end

-- Every change puts an entry, and so raises the customer's version.
function place.put(number, customer, text)
  head.changed[customer] = true
  place.stored[number], place.changed[number] = text, true
end

-- Notes until when an entry is held, or when it ended unused; nil is neither.
function place.move(number, customer, held, ended)
  head.hold(customer, place.held[number], held)
  place.held[number], place.ended[number] = held, ended
  place.has_moved = true
end

function place.write()
  local texts, count, names, changed, stored = {}, 0, place.name, place.changed, place.stored
  for number = 1, #names do
    if changed[number] then
      texts[count + 1], texts[count + 2] = names[number], stored[number]
      count = count + 2
    end
  end
  call_in_steps('HSET', KEYS[1] .. ENTRIES, texts)
end
