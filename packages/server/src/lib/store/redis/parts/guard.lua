-- A script is not rolled back when it fails half way. So what can fail is asked before the first write: a key that holds another type
-- than ours answers its probe with WRONGTYPE.
local function expect_type(kind, ...)
  local probes = { hash = 'HLEN', zset = 'ZCARD', string = 'STRLEN', set = 'SCARD', list = 'LLEN' }
  for index = 1, select('#', ...) do
    redis.call(probes[kind], (select(index, ...)))
  end
end

-- Lua cannot unpack more than some thousands of arguments. Even, so that pairs stay together.
local STEP = 2000

local function call_in_steps(command, key, arguments)
  for first = 1, #arguments, STEP do
    redis.call(command, key, unpack(arguments, first, math.min(first + STEP - 1, #arguments)))
  end
end
