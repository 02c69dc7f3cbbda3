-- How a shop's surveys look: the radius of their corners in pixels, their font (`page`, `system` or
-- the name of a family), and the corner that they stand in. Shops from before look as they did.
alter table shop add column radius bigint not null default 8;
alter table shop add column font text not null default 'page';
alter table shop add column position text not null default 'right';
