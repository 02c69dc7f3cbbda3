-- What an author changed while an owner looked at it must not be decided about unread; `revision`
-- counts the changes. Words that were never live are nobody's to read; `shown` tells them apart.
alter table review add column revision integer not null default 1;
alter table survey_version add column shown integer not null default 1;
