-- A survey: where, when and whether it is asked. Its questions are versioned, so that an
-- answer keeps the words it was asked with.
create table survey (
    shop_id blob not null references shop (id),
    id blob not null,
    name text not null,
    title text not null,
    live integer not null,
    placement text not null,
    rule text not null,
    version integer not null,
    created_at integer not null,
    updated_at integer not null,
    primary key (shop_id, id),
    unique (shop_id, name)
) strict;

create table survey_version (
    shop_id blob not null,
    survey_id blob not null,
    version integer not null,
    definition text not null,
    created_at integer not null,
    primary key (shop_id, survey_id, version),
    foreign key (shop_id, survey_id) references survey (shop_id, id)
) strict;
