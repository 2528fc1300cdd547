-- The one money rule, as lib/ledger/decide.ts has it: what each command does to the books, in order, at one instant.
-- What is usual is here: a spend, a record or a reservation under an id of its own. The rest is in `late`, made when it is first needed:
-- to make all of it for every call would cost a lone call more than its work.
local late

local function the_rest()
  if not late then late = make_late() end
  return late
end

local function admitted(at, text, attempt, allowance, credits, overage, overrun)
  local primary, is_held = fields[at + LAST + 1], fields[at + TTL]
  local count = is_held and account.reserved or account.used
  local is_usual = credits == 0 and overage == 0 and overrun == 0
  post.allowance(count, fields, at + LAST, rules[fields[at + RULE] + COUNT], allowance)
  if not is_usual then
    post.credits(count, head.name[fields[at + CUSTOMER]], fields[at + METER], credits)
    if is_held then post.reserved_beyond(primary, overage) else post.used_beyond(primary, credits, overage, overrun) end
  end
  if not is_held then told.rows[#told.rows + 1] = place.name[fields[at + PLACE]] end
  local split = is_usual and text_of[allowance] .. ',0,0,0'
    or text_of[allowance] .. ',' .. text_of[credits] .. ',' .. text_of[overage] .. ',' .. text_of[overrun]
  return begin(at, text, attempt, split, is_usual)
end

local function decide_new(at, text)
  local attempt = 1
  if place.stored[fields[at + PLACE]] then
    local next_attempt, answer = the_rest().begin_again(at)
    if answer then return answer end
    attempt = next_attempt
  end
  if fields[at] == 'grant' then return the_rest().grant(at, text) end
  local units, rule = fields[at + UNITS], fields[at + RULE]
  if admit.too_large(fields, at + LAST, rules[rule + COUNT], units) then return the_rest().answer.refused('too_large') end
  local allowance, credits, overage, missing, limit =
    admit.units(head.name[fields[at + CUSTOMER]], fields[at + METER], fields, at + LAST, rules, rule, units)
  if missing > 0 and fields[at] ~= 'record' and not rules[rule + SHADOW] then
    return the_rest().answer.limit_reached(units, missing, limit)
  end
  return admitted(at, text, attempt, allowance, credits, overage, missing)
end

local IS_NEW = { spend = true, record = true, reserve = true, grant = true }

local function decide(at, text)
  if IS_NEW[fields[at]] then return decide_new(at, text) end
  return the_rest()[fields[at]](the_rest().command_at(at))
end
