-- Answers that are more likely a program's than a shopper's are kept and left out of the scores,
-- until the owner says otherwise. Responses from before have none.
alter table response add column suspicion text;
alter table response add column overruled_at integer;
