-- Locks customers and reads the part of their books that a batch can touch.
-- :now       store's clock, null for the server's
-- :locked    ids to lock; none for a mere read
-- :customers ids whose own rows are wanted
-- :entryCustomers :entryIds  keys of entries
-- :accountCustomers :accountMeters :accountWindows  keys of accounts, wanted unless the customer's own row has them
-- :dueLimit  how many due reservations of each customer are wanted at the most, the longest due first; null for all
-- Result:  part, customerId, id, body (JSON as text), version, stamp, dueAt, more. Parts: clock (in version), customer, entry, due (an entry
--          too), next (when the first reservation that is not due ends), account
SELECT part, customer_id AS "customerId", id, body, version, stamp, due_at AS "dueAt", more
FROM plimsoll.load_books(
  :now::bigint, :locked::text[], :customers::text[], :entryCustomers::text[], :entryIds::text[],
  :accountCustomers::text[], :accountMeters::text[], :accountWindows::text[], :dueLimit::bigint
);
