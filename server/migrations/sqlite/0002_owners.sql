-- Who may look after which shop, and how they prove it. Secrets are kept as hashes only.
create table owner (
    id blob primary key,
    email text not null unique,
    password_hash text not null,
    created_at integer not null
) strict;

create table shop_owner (
    shop_id blob not null references shop (id),
    owner_id blob not null references owner (id),
    created_at integer not null,
    primary key (shop_id, owner_id)
) strict;

create index shop_owner_by_owner on shop_owner (owner_id, shop_id);

-- A one-time link that makes an account, or a new password for one. Without a shop it opens
-- every shop that there is.
create table invitation (
    token_hash blob primary key,
    shop_id blob references shop (id),
    created_at integer not null,
    expires_at integer not null,
    used_at integer
) strict;

create table session (
    token_hash blob primary key,
    owner_id blob not null references owner (id),
    csrf text not null,
    created_at integer not null,
    expires_at integer not null
) strict;

create table api_key (
    shop_id blob not null references shop (id),
    id blob not null,
    name text not null,
    secret_hash blob not null,
    created_at integer not null,
    primary key (shop_id, id)
) strict;
