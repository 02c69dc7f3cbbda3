-- What holds for every survey of a shop, and from when to when one survey is asked. Shops and
-- surveys from before go on as they were.
alter table shop add column quiet_days bigint not null default 0;
alter table shop add column consent_required boolean not null default false;
alter table shop add column honour_gpc boolean not null default true;
alter table survey add column starts_at bigint;
alter table survey add column ends_at bigint;
