-- `id` is made one way from the browser's own id, which is kept nowhere: whoever knows that
-- one can change the response. `messages` counts what was stored of it.
create table response (
    shop_id blob not null,
    id blob not null,
    survey_id blob not null,
    survey_version integer not null,
    seq integer not null,
    complete integer not null,
    answers text not null,
    nps integer,
    effort integer,
    page text,
    touchpoint text,
    locale text,
    product text,
    "order" text,
    customer blob,
    location text,
    agent text,
    device text,
    vitals text,
    messages integer not null,
    created_at integer not null,
    updated_at integer not null,
    primary key (shop_id, id),
    foreign key (shop_id, survey_id, survey_version)
        references survey_version (shop_id, survey_id, version)
) strict;

create index response_by_time on response (shop_id, created_at, id);
