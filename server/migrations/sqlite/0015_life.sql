-- The life of a review: what was decided about it, by whom and why; what its author changed on
-- the page that is theirs; and what readers say of it. Reviews from before have no history.
create table review_event (
    shop_id blob not null,
    review_id blob not null,
    number integer not null,
    at integer not null,
    deed text not null,
    reason text,
    by_kind text not null,
    by_name text,
    revision integer not null,
    primary key (shop_id, review_id, number),
    foreign key (shop_id, review_id) references review (shop_id, id) on delete cascade
) strict;

-- `visitor` is the key of a day and is taken away after it; the counts stay with the review.
create table review_vote (
    shop_id blob not null,
    review_id blob not null,
    visitor blob not null,
    at integer not null,
    primary key (shop_id, review_id, visitor),
    foreign key (shop_id, review_id) references review (shop_id, id) on delete cascade
) strict;

create table review_report (
    shop_id blob not null,
    review_id blob not null,
    number integer not null,
    visitor blob,
    reason text not null,
    text text not null,
    at integer not null,
    primary key (shop_id, review_id, number),
    unique (shop_id, review_id, visitor),
    foreign key (shop_id, review_id) references review (shop_id, id) on delete cascade
) strict;

-- A long text has a `fingerprint`, so that the same one by others is found.
alter table review add column fingerprint blob;
alter table review add column reply_edited_at integer;
alter table review add column corrected_at integer;
alter table review add column erased_at integer;
alter table review add column reports integer not null default 0;
alter table shop add column publishing text not null default 'by_hand';

create index review_by_fingerprint on review (shop_id, fingerprint);
create index review_vote_by_time on review_vote (shop_id, at);
