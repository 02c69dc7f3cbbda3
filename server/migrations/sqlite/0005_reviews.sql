-- A consented review. Stars and text are the author's; nothing here lets a shop change them.
create table review (
    shop_id blob not null,
    id blob not null,
    response_id blob not null,
    product text,
    stars integer not null,
    title text not null,
    text text not null,
    author text not null,
    language text,
    state text not null,
    withheld text,
    provenance text not null,
    verified integer not null,
    edited integer not null,
    helpful integer not null,
    secret_hash blob not null,
    reply text,
    replied_at integer,
    submitted_at integer not null,
    decided_at integer,
    published_at integer,
    primary key (shop_id, id),
    unique (shop_id, response_id),
    foreign key (shop_id, response_id) references response (shop_id, id)
) strict;

create index review_by_state on review (shop_id, state, submitted_at, id);
create index review_by_publication on review (shop_id, published_at, id);
create index review_by_product on review (shop_id, product, published_at, id);
create index review_by_secret on review (shop_id, secret_hash);
