-- The indexes of entries that moved. One is in the index of held ones while it is held, and in that of answers to forget once it ended
-- unused. Of what was committed the journal tells that index, and grants are kept for ever.
local function plan_indexes()
  for number in pairs(place.changed) do
    local name, held, indexed, ended = place.name[number], place.held[number], place.indexed[number], place.ended[number]
    if held and held ~= indexed then
      plan_pair('zset', 'ZADD', KEYS[1] .. DUE, text_of[held], name)
    elseif indexed and not held then
      plan_one('zset', 'ZREM', KEYS[1] .. DUE, name)
    end
    if ended then plan_pair('zset', 'ZADD', KEYS[1] .. SETTLED, text_of[ended], name) end
  end
end
