//! Products in the database.

use shared::id::ShopId;
use shared::time::Timestamp;

use super::{Details, Product};
use crate::db::{Db, in_turn, on_db};

#[derive(sqlx::FromRow)]
struct Row {
    sku: String,
    name: String,
    url: Option<String>,
    image: Option<String>,
    gtin: Option<String>,
    brand: Option<String>,
    category: Option<String>,
    learned: bool,
    updated_at: Timestamp,
}

impl Row {
    fn into_product(self) -> Product {
        Product {
            sku: self.sku,
            details: Details {
                name: self.name,
                url: self.url,
                image: self.image,
                gtin: self.gtin,
                brand: self.brand,
                category: self.category,
            },
            learned: self.learned,
            updated_at: self.updated_at,
        }
    }
}

/// Adds a product that is not known, as long as the shop has fewer than so many.
pub(super) async fn learn(
    db: &Db,
    shop: ShopId,
    sku: &str,
    (details, most): (&Details, i64),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "insert into product (shop_id, sku, name, url, image, gtin, brand, category, learned,
                              created_at, updated_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10
         where not exists (select 1 from product where shop_id = $1 and sku = $2)
           and (select count(*) from product where shop_id = $1) < $11
         on conflict (shop_id, sku) do nothing"
    )
    .bind(shop)
    .bind(sku)
    .bind(&details.name)
    .bind(&details.url)
    .bind(&details.image)
    .bind(&details.gtin)
    .bind(&details.brand)
    .bind(&details.category)
    .bind(true)
    .bind(now)
    .bind(most)
    .execute(pool)
    .await
    .map(|_| ()))
}

/// Adds or replaces a product.
pub(super) async fn put(
    db: &Db,
    shop: ShopId,
    sku: &str,
    details: &Details,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "insert into product (shop_id, sku, name, url, image, gtin, brand, category, learned,
                              created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
         on conflict (shop_id, sku) do update
         set name = excluded.name, url = excluded.url, image = excluded.image,
             gtin = excluded.gtin, brand = excluded.brand, category = excluded.category,
             learned = excluded.learned, updated_at = excluded.updated_at"
    )
    .bind(shop)
    .bind(sku)
    .bind(&details.name)
    .bind(&details.url)
    .bind(&details.image)
    .bind(&details.gtin)
    .bind(&details.brand)
    .bind(&details.category)
    .bind(false)
    .bind(now)
    .execute(pool)
    .await
    .map(|_| ()))
}

/// A product by its SKU.
pub(super) async fn find(db: &Db, shop: ShopId, sku: &str) -> Result<Option<Product>, sqlx::Error> {
    let row: Option<Row> = on_db!(db, |pool| sqlx::query_as(
        "select sku, name, url, image, gtin, brand, category, learned, updated_at
         from product where shop_id = $1 and sku = $2"
    )
    .bind(shop)
    .bind(sku)
    .fetch_optional(pool)
    .await)?;
    Ok(row.map(Row::into_product))
}

/// Products in the order of their SKUs, from the one after `after`.
pub(super) async fn list(
    db: &Db,
    shop: ShopId,
    after: &str,
    limit: i64,
) -> Result<Vec<Product>, sqlx::Error> {
    let rows: Vec<Row> = on_db!(db, |pool| sqlx::query_as(
        "select sku, name, url, image, gtin, brand, category, learned, updated_at
         from product
         where shop_id = $1 and sku > $2
         order by sku
         limit $3"
    )
    .bind(shop)
    .bind(after)
    .bind(limit)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(Row::into_product).collect())
}
