-- Lists ids of entries, in the order in which they came into the table.
-- :after   seq, 0 to begin
-- :limit   how many at the most
-- Result:  seq, id
SELECT seq, id FROM plimsoll_entry WHERE seq > :after ORDER BY seq LIMIT :limit;
