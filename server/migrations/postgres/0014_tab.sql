-- What stands on the tab of a survey that waits at the page's edge, by language. Empty leaves it to
-- the built-in words.
alter table survey add column tab jsonb not null default '{}';
