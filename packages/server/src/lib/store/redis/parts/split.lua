-- Where units come from.
local NOTHING = { allowance = 0, credits = 0, overage = 0, overrun = 0 }

local function total_of(split)
  return split.allowance + split.credits + split.overage + split.overrun
end

local function add(a, b)
  return {
    allowance = a.allowance + b.allowance,
    credits = a.credits + b.credits,
    overage = a.overage + b.overage,
    overrun = a.overrun + b.overrun,
  }
end

local function negate(split)
  return { allowance = -split.allowance, credits = -split.credits, overage = -split.overage, overrun = -split.overrun }
end

-- Keeps the cheapest units: what is not used returns from overrun first, then overage, then credits, then the allowance.
local function shrink(split, units)
  local allowance = math.min(split.allowance, units)
  local credits = math.min(split.credits, units - allowance)
  local overage = math.min(split.overage, units - allowance - credits)
  return { allowance = allowance, credits = credits, overage = overage, overrun = units - allowance - credits - overage }
end
