-- What holds for every survey of a shop, and from when to when one survey is asked. Shops and
-- surveys from before go on as they were.
alter table shop add column quiet_days integer not null default 0;
alter table shop add column consent_required integer not null default 0;
alter table shop add column honour_gpc integer not null default 1;
alter table survey add column starts_at integer;
alter table survey add column ends_at integer;
