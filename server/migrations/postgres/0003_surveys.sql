-- A survey: where, when and whether it is asked. Its questions are versioned, so that an
-- answer keeps the words it was asked with.
create table survey (
    shop_id uuid not null references shop (id),
    id uuid not null,
    name text not null,
    title text not null,
    live boolean not null,
    placement text not null,
    rule jsonb not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (shop_id, id),
    unique (shop_id, name)
);

create table survey_version (
    shop_id uuid not null,
    survey_id uuid not null,
    version bigint not null,
    definition jsonb not null,
    created_at bigint not null,
    primary key (shop_id, survey_id, version),
    foreign key (shop_id, survey_id) references survey (shop_id, id)
);
