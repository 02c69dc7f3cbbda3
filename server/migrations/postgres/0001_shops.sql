-- A shop and what its pages are told. `token_secret` signs its tokens; `customer_key` keys
-- the hashes of its customers.
create table shop (
    id uuid primary key,
    name text not null,
    url text not null,
    origins jsonb not null,
    language text not null,
    accent text,
    theme text not null,
    privacy_url text,
    touchpoints jsonb not null,
    token_secret text not null,
    customer_key bytea not null,
    demo boolean not null,
    snippet_seen_at bigint,
    snippet_seen_on text,
    created_at bigint not null
);
