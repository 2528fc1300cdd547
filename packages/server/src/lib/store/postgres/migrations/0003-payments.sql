-- What customers paid, as the provider states it. Nothing of an address, a tax id or a card.
CREATE TABLE plimsoll.payment (
  customer_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  version text COLLATE "C" NOT NULL,
  payment text NOT NULL,
  PRIMARY KEY (customer_id, id)
);

CREATE INDEX payment_page ON plimsoll.payment (customer_id, created_at DESC, id DESC);

COMMENT ON TABLE plimsoll.payment IS 'What customers paid, as the provider states it. Nothing of an address, a tax id or a card';
COMMENT ON COLUMN plimsoll.payment.customer_id IS 'Who paid';
COMMENT ON COLUMN plimsoll.payment.id IS 'The provider''s id of the order';
COMMENT ON COLUMN plimsoll.payment.created_at IS 'ISO 8601 in UTC, with milliseconds';
COMMENT ON COLUMN plimsoll.payment.version IS 'Of the statement that the row is from: a later one is greater';
COMMENT ON COLUMN plimsoll.payment.payment IS 'JSON';
