-- One step, at one instant. Integers are exact up to MAX_UNITS.
local step = { now = 0 }
local MAX_UNITS = 9007199254740991
