-- What customers did with meters in windows: what they used, and the other counts unless all of them are 0.
local account = {
  name = {}, loaded = 0, granted = {}, used = {}, reserved = {}, fromCredits = {}, overage = {}, overageReserved = {}, overrun = {},
  changed = {},
}

function account.load()
  local first = account.loaded
  if first == #account.name then return end
  local texts = texts_of(KEYS[1] .. ACCOUNTS, account.name, first + 1)
  local granted, used, reserved, from_credits = account.granted, account.used, account.reserved, account.fromCredits
  local overage, overage_reserved, overrun = account.overage, account.overageReserved, account.overrun
  account.loaded = #account.name
  for index = 1, #texts do
    local number, text = first + index, texts[index]
    if text then
      used[number], reserved[number], granted[number], from_credits[number],
        overage[number], overage_reserved[number], overrun[number] = cmsgpack.unpack(text)
    else
      used[number] = 0
    end
    if not reserved[number] then
      reserved[number], granted[number], from_credits[number], overage[number], overage_reserved[number], overrun[number] = 0, 0, 0, 0, 0, 0
    end
  end
end

-- The counts that stand alone in most accounts.
local function is_only_used(number)
  return account.reserved[number] == 0 and account.granted[number] == 0 and account.fromCredits[number] == 0
    and account.overage[number] == 0 and account.overageReserved[number] == 0 and account.overrun[number] == 0
end

function account.write()
  local texts, count, names, changed = {}, 0, account.name, account.changed
  local granted, used, reserved, from_credits = account.granted, account.used, account.reserved, account.fromCredits
  local overage, overage_reserved, overrun = account.overage, account.overageReserved, account.overrun
  for number = 1, #names do
    if changed[number] then
      texts[count + 1] = names[number]
      texts[count + 2] = is_only_used(number) and cmsgpack.pack(used[number])
        or cmsgpack.pack(used[number], reserved[number], granted[number], from_credits[number],
          overage[number], overage_reserved[number], overrun[number])
      count = count + 2
    end
  end
  call_in_steps('HSET', KEYS[1] .. ACCOUNTS, texts)
end
