-- Decides and writes commands of one bucket in order, in one atomic step at one instant.
-- KEYS:    the bucket
-- ARGV:    instant ('' for the server's clock), channel, origin, then commands as JSON, each policy in them as JSON text
-- Returns: JSON {changes: [[customerId, version], ...], results: [...]}, each policy in them as JSON text
now = read_clock(ARGV[1])
local commands, names, meters, results = {}, {}, {}, {}
for index = 4, #ARGV do
  local command = read_command(ARGV[index])
  commands[#commands + 1] = command
  names[#names + 1] = entry_name(command.customerId, command.id)
end
load_entries(names)
for _, command in ipairs(commands) do
  for _, subject in ipairs({ command, entry_of(command) }) do
    if subject.meter then meters[entry_name(subject.customerId, subject.meter)] = subject end
  end
end
for _, subject in pairs(meters) do expire_due(subject.customerId, subject.meter) end
for index, command in ipairs(commands) do results[index] = DECISIONS[command.kind](command) end
local changes = write_books(ARGV[2], ARGV[3])
return '{"changes":' .. changes .. ',"results":' .. list_text(results) .. '}'
