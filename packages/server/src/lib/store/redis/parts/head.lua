-- Of each customer: the version and, while reservations are held, how many and an instant before which none of them ends.
local head = { name = {}, loaded = 0, version = {}, open = {}, nearest = {}, changed = {} }

function head.load()
  local first = head.loaded
  local version, open, nearest, texts = head.version, head.open, head.nearest, texts_of(KEYS[1] .. HEADS, head.name, first + 1)
  head.loaded = #head.name
  for index = 1, #texts do
    local customer, text = first + index, texts[index]
    if text then
      version[customer], open[customer], nearest[customer] = cmsgpack.unpack(text)
    else
      version[customer] = 0
    end
    if not open[customer] then open[customer], nearest[customer] = 0, 0 end
  end
end

-- A reservation that was held until an instant is held until another one; nil is not held.
function head.hold(customer, was, is)
  local open, nearest = head.open, head.nearest
  if is then
    nearest[customer] = open[customer] == 0 and is or math.min(nearest[customer], is)
    if not was then open[customer] = open[customer] + 1 end
  elseif was then
    open[customer] = open[customer] - 1
    if open[customer] == 0 then nearest[customer] = 0 end
  end
end

-- The version of whoever changed grows, once for the step. Gives the versions, 0 for who did not change.
function head.write()
  local texts, versions, count = {}, {}, 0
  local names, changed, version, open, nearest = head.name, head.changed, head.version, head.open, head.nearest
  for customer = 1, #names do
    if changed[customer] then
      local raised = version[customer] + 1
      version[customer], versions[customer] = raised, raised
      texts[count + 1] = names[customer]
      texts[count + 2] = open[customer] == 0 and cmsgpack.pack(raised) or cmsgpack.pack(raised, open[customer], nearest[customer])
      count = count + 2
    else
      versions[customer] = 0
    end
  end
  call_in_steps('HSET', KEYS[1] .. HEADS, texts)
  return versions
end
