-- Names of the keys of a bucket: each begins with the bucket, which is their hash tag, and so all lie in its slot.
-- What each holds is told by stored-keys.ts.
local HEADS, ACCOUNTS, ENTRIES, JOURNAL = ':heads', ':accounts', ':entries', ':journal'
local AMENDMENTS, DUE, SETTLED = ':amendments', ':due', ':settled'
local CREDITS_WINDOW = 'credits'

-- What an entry is called in its hash, in the journal and in the indexes. Ids hold no slash.
local function ids_in(name)
  return string.match(name, '^([^/]*)/(.*)$')
end

-- No name of an entry begins so.
local AMENDMENT = '/'
