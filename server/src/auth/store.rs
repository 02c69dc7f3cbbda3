//! Owners, their sessions and invitations, and the keys of shops.

use shared::id::{ApiKeyId, OwnerId, ShopId};
use shared::time::Timestamp;

use super::{ApiKey, Session};
use crate::db::{Db, Tx, in_turn, on_db, on_tx};

/// Keeps an invitation; false where its shop does not exist.
pub(super) async fn add_invitation(
    db: &Db,
    shop: Option<ShopId>,
    token_hash: &[u8],
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = in_turn!(db, |pool| sqlx::query(
        "insert into invitation (token_hash, shop_id, created_at, expires_at)
         select $1, $2, $3, $4
         where $5 or exists (select 1 from shop where id = $2)"
    )
    .bind(token_hash)
    .bind(shop)
    .bind(now)
    .bind(expires_at)
    .bind(shop.is_none())
    .execute(pool)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Which shop an invitation is for, if any, where it exists, is unused and has not expired.
pub(super) async fn open_invitation(
    db: &Db,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Option<ShopId>>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar(
        "select shop_id from invitation
         where token_hash = $1 and used_at is null and expires_at > $2"
    )
    .bind(token_hash)
    .bind(now)
    .fetch_optional(pool)
    .await)
}

/// Uses an invitation up and tells which shop it is for; none where it is not open.
pub(super) async fn use_invitation(
    tx: &mut Tx,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Option<ShopId>>, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_scalar(
        "update invitation set used_at = $2
         where token_hash = $1 and used_at is null and expires_at > $2
         returning shop_id"
    )
    .bind(token_hash)
    .bind(now)
    .fetch_optional(conn)
    .await)
}

/// Makes an account, or sets the password of the one that has this address.
pub(super) async fn put_owner(
    tx: &mut Tx,
    new_id: OwnerId,
    email: &str,
    password_hash: &str,
    now: Timestamp,
) -> Result<OwnerId, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_scalar(
        "insert into owner (id, email, password_hash, created_at) values ($1, $2, $3, $4)
         on conflict (email) do update set password_hash = excluded.password_hash
         returning id"
    )
    .bind(new_id)
    .bind(email)
    .bind(password_hash)
    .bind(now)
    .fetch_one(conn)
    .await)
}

/// Lets an owner look after a shop.
pub(crate) async fn add_to_shop(
    tx: &mut Tx,
    shop: ShopId,
    owner: OwnerId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into shop_owner (shop_id, owner_id, created_at) values ($1, $2, $3)
         on conflict do nothing"
    )
    .bind(shop)
    .bind(owner)
    .bind(now)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Lets an owner look after every shop that there is.
pub(super) async fn add_to_every_shop(
    tx: &mut Tx,
    owner: OwnerId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into shop_owner (shop_id, owner_id, created_at)
         select id, $1, $2 from shop where true
         on conflict do nothing"
    )
    .bind(owner)
    .bind(now)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Ends every session of an owner.
pub(super) async fn end_sessions_of(tx: &mut Tx, owner: OwnerId) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query("delete from session where owner_id = $1")
        .bind(owner)
        .execute(conn)
        .await
        .map(|_| ()))
}

/// The account of an address and the hash of its password.
pub(super) async fn password_of(
    db: &Db,
    email: &str,
) -> Result<Option<(OwnerId, String)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as("select id, password_hash from owner where email = $1")
        .bind(email)
        .fetch_optional(pool)
        .await)
}

/// Keeps a session that lasts from and until these times.
pub(super) async fn add_session(
    db: &Db,
    owner: OwnerId,
    token_hash: &[u8],
    csrf: &str,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "insert into session (token_hash, owner_id, csrf, created_at, expires_at)
         values ($1, $2, $3, $4, $5)"
    )
    .bind(token_hash)
    .bind(owner)
    .bind(csrf)
    .bind(now)
    .bind(expires_at)
    .execute(pool)
    .await
    .map(|_| ()))
}

/// The session of a token, while it lasts.
pub(super) async fn session(
    db: &Db,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Session>, sqlx::Error> {
    let row: Option<(OwnerId, String, String)> = on_db!(db, |pool| sqlx::query_as(
        "select owner.id, owner.email, session.csrf
         from session join owner on owner.id = session.owner_id
         where session.token_hash = $1 and session.expires_at > $2"
    )
    .bind(token_hash)
    .bind(now)
    .fetch_optional(pool)
    .await)?;
    Ok(row.map(|(owner, email, csrf)| Session { owner, email, csrf }))
}

/// Ends one session.
pub(super) async fn end_session(db: &Db, token_hash: &[u8]) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query("delete from session where token_hash = $1")
        .bind(token_hash)
        .execute(pool)
        .await
        .map(|_| ()))
}

/// Whether there is any account.
pub(super) async fn has_owner(db: &Db) -> Result<bool, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar("select exists (select 1 from owner)")
        .fetch_one(pool)
        .await)
}

/// Whether an owner looks after a shop.
pub(super) async fn looks_after(
    db: &Db,
    shop: ShopId,
    owner: OwnerId,
) -> Result<bool, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar(
        "select exists (select 1 from shop_owner where shop_id = $1 and owner_id = $2)"
    )
    .bind(shop)
    .bind(owner)
    .fetch_one(pool)
    .await)
}

/// Keeps a key by the hash of its secret; false where the shop has one of this id.
pub(super) async fn add_key(
    db: &Db,
    shop: ShopId,
    id: ApiKeyId,
    name: &str,
    (secret_hash, now): (&[u8], Timestamp),
) -> Result<bool, sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "insert into api_key (shop_id, id, name, secret_hash, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (shop_id, id) do nothing"
    )
    .bind(shop)
    .bind(id)
    .bind(name)
    .bind(secret_hash)
    .bind(now)
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The keys of a shop, newest first.
pub(super) async fn keys(db: &Db, shop: ShopId) -> Result<Vec<ApiKey>, sqlx::Error> {
    let rows: Vec<(ApiKeyId, String, Timestamp)> = on_db!(db, |pool| sqlx::query_as(
        "select id, name, created_at from api_key
         where shop_id = $1
         order by created_at desc
         limit 100"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(id, name, created_at)| ApiKey { id, name, created_at }).collect())
}

/// The hash of a key's secret, and the key's name.
pub(super) async fn key(
    db: &Db,
    shop: ShopId,
    id: ApiKeyId,
) -> Result<Option<(Vec<u8>, String)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select secret_hash, name from api_key where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(id)
    .fetch_optional(pool)
    .await)
}

/// Removes a key; false where there was none.
pub(super) async fn remove_key(db: &Db, shop: ShopId, id: ApiKeyId) -> Result<bool, sqlx::Error> {
    in_turn!(db, |pool| sqlx::query("delete from api_key where shop_id = $1 and id = $2")
        .bind(shop)
        .bind(id)
        .execute(pool)
        .await
        .map(|done| done.rows_affected() == 1))
}
