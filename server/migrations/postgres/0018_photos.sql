-- A photo of a review. Its files are kept elsewhere: they come after the row, which is then
-- `ready`, and are gone before it. It outlives its review until they are.
create table photo (
    shop_id uuid not null,
    id uuid not null,
    review_id uuid not null,
    width bigint not null,
    height bigint not null,
    alt text not null,
    ready boolean not null,
    created_at bigint not null,
    primary key (shop_id, id)
);

create index photo_by_review on photo (shop_id, review_id, id);
