-- Calls that are made up first, one for each command and key, and made when every key was asked for its type.
local calls, ordered, plans = {}, {}, {}

-- The arguments of the one call of this command on this key, to add to.
local function plan(kind, command, key)
  local name = command .. key
  local call = calls[name]
  if not call then
    call = { kind = kind, command = command, key = key, arguments = {} }
    calls[name] = call
    ordered[#ordered + 1] = call
  end
  return call.arguments
end

local function plan_one(kind, command, key, value)
  local arguments = plan(kind, command, key)
  arguments[#arguments + 1] = value
end

local function plan_pair(kind, command, key, first, second)
  local arguments = plan(kind, command, key)
  local count = #arguments
  arguments[count + 1] = first
  arguments[count + 2] = second
end

function plans.expect()
  for _, call in ipairs(ordered) do expect_type(call.kind, call.key) end
end

function plans.make()
  for _, call in ipairs(ordered) do call_in_steps(call.command, call.key, call.arguments) end
end
