-- Takes the right to move what is in the journal until the end of the transaction, after whoever has it now.
-- :name    of this installation
-- Result:  none of interest
SELECT pg_advisory_xact_lock(hashtextextended(:name::text, 0));
