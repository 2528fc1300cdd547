-- A script is not rolled back when it fails half way. So everything that can fail is asked before the first write: a key that holds
-- another type than ours answers its probe with WRONGTYPE.
local PROBES = { hash = 'HLEN', zset = 'ZCARD', string = 'STRLEN', set = 'SCARD' }

local function expect_type(kind, ...)
  for index = 1, select('#', ...) do
    redis.call(PROBES[kind], (select(index, ...)))
  end
end

-- Lua cannot unpack more than some thousands of arguments. Even, so that pairs stay together.
local STEP = 2000

local function call_in_steps(command, key, arguments)
  for first = 1, #arguments, STEP do
    redis.call(command, key, unpack(arguments, first, math.min(first + STEP - 1, #arguments)))
  end
end
