//! Shops and their secrets.

use shared::id::{OwnerId, ShopId};
use shared::time::Timestamp;
use sqlx::types::Json;

use super::{Details, Position, Publishing, Shop, Theme, TouchpointRule};
use crate::db::{Db, Tx, in_turn, on_db, on_tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: ShopId,
    name: String,
    url: String,
    origins: Json<Vec<String>>,
    language: String,
    accent: Option<String>,
    theme: String,
    radius: i64,
    font: String,
    position: String,
    privacy_url: Option<String>,
    touchpoints: Json<Vec<TouchpointRule>>,
    quiet_days: i64,
    consent_required: bool,
    honour_gpc: bool,
    publishing: String,
    demo: bool,
    snippet_seen_at: Option<Timestamp>,
    snippet_seen_on: Option<String>,
    created_at: Timestamp,
}

impl Row {
    fn into_shop(self) -> Shop {
        let theme = match self.theme.as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        };
        Shop {
            id: self.id,
            details: Details {
                name: self.name,
                url: self.url,
                origins: self.origins.0,
                language: self.language,
                accent: self.accent,
                theme,
                radius: u8::try_from(self.radius).unwrap_or_default(),
                font: self.font,
                position: Position::parse(&self.position),
                privacy_url: self.privacy_url,
                touchpoints: self.touchpoints.0,
                quiet_days: u16::try_from(self.quiet_days).unwrap_or_default(),
                consent_required: self.consent_required,
                honour_gpc: self.honour_gpc,
                publishing: Publishing::parse(&self.publishing),
            },
            demo: self.demo,
            snippet_seen_at: self.snippet_seen_at,
            snippet_seen_on: self.snippet_seen_on,
            created_at: self.created_at,
        }
    }
}

/// Adds a shop with its secrets; false where there is one of this id.
pub(super) async fn insert(
    tx: &mut Tx,
    shop: &Shop,
    token_secret: &str,
    customer_key: &[u8],
) -> Result<bool, sqlx::Error> {
    let details = &shop.details;
    on_tx!(tx, |conn| sqlx::query(
        "insert into shop (id, name, url, origins, language, accent, theme, privacy_url,
                           touchpoints, demo, token_secret, customer_key, created_at,
                           quiet_days, consent_required, honour_gpc, radius, font, position,
                           publishing)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20)
         on conflict (id) do nothing"
    )
    .bind(shop.id)
    .bind(&details.name)
    .bind(&details.url)
    .bind(Json(&details.origins))
    .bind(&details.language)
    .bind(&details.accent)
    .bind(details.theme.as_str())
    .bind(&details.privacy_url)
    .bind(Json(&details.touchpoints))
    .bind(shop.demo)
    .bind(token_secret)
    .bind(customer_key)
    .bind(shop.created_at)
    .bind(i64::from(details.quiet_days))
    .bind(details.consent_required)
    .bind(details.honour_gpc)
    .bind(i64::from(details.radius))
    .bind(&details.font)
    .bind(details.position.as_str())
    .bind(details.publishing.as_str())
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// One shop.
const FIND: &str = "select id, name, url, origins, language, accent, theme, privacy_url,
            touchpoints, quiet_days, consent_required, honour_gpc, radius, font, position,
            publishing, demo, snippet_seen_at, snippet_seen_on, created_at
     from shop where id = $1";

/// A shop by its id.
pub(super) async fn find(db: &Db, shop: ShopId) -> Result<Option<Shop>, sqlx::Error> {
    let row: Option<Row> =
        on_db!(db, |pool| sqlx::query_as(FIND).bind(shop).fetch_optional(pool).await)?;
    Ok(row.map(Row::into_shop))
}

/// A shop by its id, kept from other writers until the transaction ends.
pub(super) async fn find_for_update(
    tx: &mut Tx,
    shop: ShopId,
) -> Result<Option<Shop>, sqlx::Error> {
    // SQLite knows no `for update`; an update that changes nothing locks the row in both.
    on_tx!(&mut *tx, |conn| sqlx::query("update shop set name = name where id = $1")
        .bind(shop)
        .execute(conn)
        .await
        .map(|_| ()))?;
    let row: Option<Row> =
        on_tx!(tx, |conn| sqlx::query_as(FIND).bind(shop).fetch_optional(conn).await)?;
    Ok(row.map(Row::into_shop))
}

/// The shops of an owner, by name.
pub(super) async fn of_owner(db: &Db, owner: OwnerId) -> Result<Vec<Shop>, sqlx::Error> {
    let rows: Vec<Row> = on_db!(db, |pool| {
        sqlx::query_as(
            "select id, name, url, origins, language, accent, theme, privacy_url, touchpoints,
                quiet_days, consent_required, honour_gpc, radius, font, position,
                publishing, demo, snippet_seen_at, snippet_seen_on, shop.created_at
         from shop join shop_owner on shop_owner.shop_id = shop.id
         where shop_owner.owner_id = $1
         order by name, id
         limit 1000",
        )
        .bind(owner)
        .fetch_all(pool)
        .await
    })?;
    Ok(rows.into_iter().map(Row::into_shop).collect())
}

/// The first shop whose data is made up.
pub(super) async fn demo(db: &Db) -> Result<Option<ShopId>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar("select id from shop where demo order by id limit 1")
        .fetch_optional(pool)
        .await)
}

/// Whether there is no shop at all.
pub(super) async fn none_yet(db: &Db) -> Result<bool, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar("select not exists (select 1 from shop)")
        .fetch_one(pool)
        .await)
}

/// Replaces a shop's details.
pub(super) async fn update(
    tx: &mut Tx,
    shop: ShopId,
    details: &Details,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update shop
         set name = $2, url = $3, origins = $4, language = $5, accent = $6, theme = $7,
             privacy_url = $8, touchpoints = $9, quiet_days = $10, consent_required = $11,
             honour_gpc = $12, radius = $13, font = $14, position = $15, publishing = $16
         where id = $1"
    )
    .bind(shop)
    .bind(&details.name)
    .bind(&details.url)
    .bind(Json(&details.origins))
    .bind(&details.language)
    .bind(&details.accent)
    .bind(details.theme.as_str())
    .bind(&details.privacy_url)
    .bind(Json(&details.touchpoints))
    .bind(i64::from(details.quiet_days))
    .bind(details.consent_required)
    .bind(details.honour_gpc)
    .bind(i64::from(details.radius))
    .bind(&details.font)
    .bind(details.position.as_str())
    .bind(details.publishing.as_str())
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Replaces the secret that signs a shop's tokens.
pub(super) async fn set_token_secret(
    db: &Db,
    shop: ShopId,
    secret: &str,
) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query("update shop set token_secret = $2 where id = $1")
        .bind(shop)
        .bind(secret)
        .execute(pool)
        .await
        .map(|_| ()))
}

/// The secret that signs a shop's tokens.
pub(super) async fn token_secret(db: &Db, shop: ShopId) -> Result<String, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar("select token_secret from shop where id = $1")
        .bind(shop)
        .fetch_one(pool)
        .await)
}

/// Replaces the secret that signs a shop's tokens; false where that is another by now.
pub(super) async fn replace_token_secret(
    db: &Db,
    shop: ShopId,
    (old, new): (&str, &str),
) -> Result<bool, sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "update shop set token_secret = $3 where id = $1 and token_secret = $2"
    )
    .bind(shop)
    .bind(old)
    .bind(new)
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The key of the hashes of a shop's customers.
pub(super) async fn customer_key(db: &Db, shop: ShopId) -> Result<Vec<u8>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar("select customer_key from shop where id = $1")
        .bind(shop)
        .fetch_one(pool)
        .await)
}

/// Notes where and when the snippet was seen.
pub(super) async fn snippet_seen(
    db: &Db,
    shop: ShopId,
    origin: &str,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "update shop set snippet_seen_at = $2, snippet_seen_on = $3 where id = $1"
    )
    .bind(shop)
    .bind(now)
    .bind(origin)
    .execute(pool)
    .await
    .map(|_| ()))
}
