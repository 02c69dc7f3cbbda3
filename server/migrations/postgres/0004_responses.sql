-- `id` is made one way from the browser's own id, which is kept nowhere: whoever knows that
-- one can change the response. `messages` counts what was stored of it.
create table response (
    shop_id uuid not null,
    id uuid not null,
    survey_id uuid not null,
    survey_version bigint not null,
    seq bigint not null,
    complete boolean not null,
    answers jsonb not null,
    nps bigint,
    effort bigint,
    page text,
    touchpoint text,
    locale text,
    product text,
    "order" text,
    customer bytea,
    location text,
    agent text,
    device text,
    vitals jsonb,
    messages bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (shop_id, id),
    foreign key (shop_id, survey_id, survey_version)
        references survey_version (shop_id, survey_id, version)
);

create index response_by_time on response (shop_id, created_at, id);
