-- The satisfaction among the answers, 1 to 5, and how many steps the effort question had, where
-- they were not seven. Responses from before have neither.
alter table response add column satisfaction integer;
alter table response add column effort_steps integer;
