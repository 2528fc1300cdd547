-- A script is not rolled back when it fails half way. So everything that can fail is asked before the first write: a key that holds
-- another type than ours answers its probe with WRONGTYPE.
local PROBES = { hash = 'HLEN', zset = 'ZCARD', string = 'STRLEN', set = 'SCARD' }

local function expect_type(kind, ...)
  for index = 1, select('#', ...) do
    redis.call(PROBES[kind], (select(index, ...)))
  end
end

-- Calls a command with any number of arguments; Lua cannot unpack more than some thousands. The step is even, so pairs stay together.
local function call_in_steps(command, key, arguments)
  local step = 2000
  for first = 1, #arguments, step do
    redis.call(command, key, unpack(arguments, first, math.min(first + step - 1, #arguments)))
  end
end
