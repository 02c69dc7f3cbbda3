-- Who may look after which shop, and how they prove it. Secrets are kept as hashes only.
create table owner (
    id uuid primary key,
    email text not null unique,
    password_hash text not null,
    created_at bigint not null
);

create table shop_owner (
    shop_id uuid not null references shop (id),
    owner_id uuid not null references owner (id),
    created_at bigint not null,
    primary key (shop_id, owner_id)
);

create index shop_owner_by_owner on shop_owner (owner_id, shop_id);

-- A one-time link that makes an account, or a new password for one. Without a shop it opens
-- every shop that there is.
create table invitation (
    token_hash bytea primary key,
    shop_id uuid references shop (id),
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create table session (
    token_hash bytea primary key,
    owner_id uuid not null references owner (id),
    csrf text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create table api_key (
    shop_id uuid not null references shop (id),
    id uuid not null,
    name text not null,
    secret_hash bytea not null,
    created_at bigint not null,
    primary key (shop_id, id)
);
