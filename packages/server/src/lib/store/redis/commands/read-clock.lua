-- Reads the clock.
-- KEYS:    any bucket: it says which server is asked
-- ARGV:    instant ('' for the server's clock)
-- Returns: milliseconds
return number_text(read_clock(ARGV[1]))
