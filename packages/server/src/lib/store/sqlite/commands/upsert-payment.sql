-- Takes a payment in, unless a statement that is as new is there already.
-- Every column by its name
-- Result:  number of rows: 0 when nothing changed
INSERT INTO plimsoll_payment (customer_id, id, created_at, version, payment)
VALUES (:customerId, :id, :createdAt, :version, :payment)
ON CONFLICT (customer_id, id) DO UPDATE
SET created_at = excluded.created_at, version = excluded.version, payment = excluded.payment
WHERE excluded.version > plimsoll_payment.version;
