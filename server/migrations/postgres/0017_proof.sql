-- An order line that a signed token proves, and the one verified review of it. The order's number
-- is kept as a keyed hash only; the line is free again when its review is gone.
create table proven_line (
    shop_id uuid not null,
    order_hash bytea not null,
    sku text not null,
    response_id uuid not null,
    primary key (shop_id, order_hash, sku),
    unique (shop_id, response_id),
    foreign key (shop_id, response_id)
        references review (shop_id, response_id) on delete cascade
);
