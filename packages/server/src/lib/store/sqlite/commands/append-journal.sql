-- Adds a page.
-- :seq
-- :page    what a batch changed
-- Result:  none
INSERT INTO plimsoll_journal (seq, page) VALUES (:seq, :page);
