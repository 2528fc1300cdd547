-- What customers paid, as the provider states it. Nothing of an address, a tax id or a card.
CREATE TABLE plimsoll_payment (
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL, -- the provider's id of the order
  created_at TEXT NOT NULL, -- ISO 8601 in UTC, with milliseconds
  version TEXT NOT NULL, -- of the statement that the row is from: a later one is greater
  payment TEXT NOT NULL, -- JSON
  PRIMARY KEY (customer_id, id)
) STRICT, WITHOUT ROWID;

-- A page of one customer, the newest first.
CREATE INDEX plimsoll_payment_page ON plimsoll_payment (customer_id, created_at DESC, id DESC);
