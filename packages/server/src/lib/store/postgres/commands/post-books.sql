-- Writes what the ledger decided, all or nothing, in one round trip, if it was decided on what is there now. Lists of texts are parted by
-- the control character 31; a part of which there is nothing is null.
-- :now       store's clock, null for the server's
-- :at        when it was decided
-- :patienceMs  how long to wait for a lock; null for those who hold the locks, and then a surprise is an error
-- :stamp     random name of this change
-- :customers :stamps :raises :dues :accounts  customers that change: their stamps as they were seen, by how much their versions rise (null:
--            one each), the earliest end of an open reservation, and their accounts (JSON)
-- :checked :checkedStamps  customers that do not change, and their stamps as they were seen
-- :absentCustomers :absentIds  entries that must not be there
-- :newCustomers :newIds :newDues :newSettled :newEntries  entries that are not there yet; without :newCustomers one of
--            each customer that changes, without :newSettled all were settled at the decision
-- :oldCustomers :oldIds :oldDues :oldSettled :oldEntries  entries that are there
-- :cold      JSON: accounts that leave the customer's own row, as pairs of customer id and account
-- :events :eventIds :eventCustomers :eventUsers :eventMeters :eventUnits :eventBillable :eventHours  what the journal takes in; without ids or
--            customers those of the new entries
-- Result:  at: the store's clock. When nothing was written because things are not as they were seen: -1 when an entry is there, else 0; or
--          the error 23505 when an entry is there, else 40001
SELECT plimsoll.post_books(
  :now::bigint, :at::bigint, :patienceMs::bigint, :stamp::bigint,
  :customers::text, :stamps::bigint[], :raises::bigint[], :dues::bigint[], :accounts::text,
  :checked::text, :checkedStamps::bigint[],
  :absentCustomers::text, :absentIds::text,
  :newCustomers::text, :newIds::text, :newDues::bigint[], :newSettled::bigint[], :newEntries::text,
  :oldCustomers::text, :oldIds::text, :oldDues::bigint[], :oldSettled::bigint[], :oldEntries::text,
  :cold::json,
  :events::bigint, :eventIds::text, :eventCustomers::text, :eventUsers::text, :eventMeters::text, :eventUnits::text, :eventBillable::text,
  :eventHours::text
) AS at;
