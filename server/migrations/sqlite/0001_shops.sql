-- A shop and what its pages are told. `token_secret` signs its tokens; `customer_key` keys
-- the hashes of its customers.
create table shop (
    id blob primary key,
    name text not null,
    url text not null,
    origins text not null,
    language text not null,
    accent text,
    theme text not null,
    privacy_url text,
    touchpoints text not null,
    token_secret text not null,
    customer_key blob not null,
    demo integer not null,
    snippet_seen_at integer,
    snippet_seen_on text,
    created_at integer not null
) strict;
