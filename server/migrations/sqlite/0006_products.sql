-- A product, as the shop's pages describe it or as its owner does.
create table product (
    shop_id blob not null references shop (id),
    sku text not null,
    name text not null,
    url text,
    image text,
    gtin text,
    brand text,
    category text,
    learned integer not null,
    created_at integer not null,
    updated_at integer not null,
    primary key (shop_id, sku)
) strict;
