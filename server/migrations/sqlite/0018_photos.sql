-- A photo of a review. Its files are kept elsewhere: they come after the row, which is then
-- `ready`, and are gone before it. It outlives its review until they are.
create table photo (
    shop_id blob not null,
    id blob not null,
    review_id blob not null,
    width integer not null,
    height integer not null,
    alt text not null,
    ready integer not null,
    created_at integer not null,
    primary key (shop_id, id)
) strict;

create index photo_by_review on photo (shop_id, review_id, id);
