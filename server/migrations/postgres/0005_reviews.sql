-- A consented review. Stars and text are the author's; nothing here lets a shop change them.
create table review (
    shop_id uuid not null,
    id uuid not null,
    response_id uuid not null,
    product text,
    stars bigint not null,
    title text not null,
    text text not null,
    author text not null,
    language text,
    state text not null,
    withheld text,
    provenance text not null,
    verified boolean not null,
    edited boolean not null,
    helpful bigint not null,
    secret_hash bytea not null,
    reply text,
    replied_at bigint,
    submitted_at bigint not null,
    decided_at bigint,
    published_at bigint,
    primary key (shop_id, id),
    unique (shop_id, response_id),
    foreign key (shop_id, response_id) references response (shop_id, id)
);

create index review_by_state on review (shop_id, state, submitted_at, id);
create index review_by_publication on review (shop_id, published_at, id);
create index review_by_product on review (shop_id, product, published_at, id);
create index review_by_secret on review (shop_id, secret_hash);
