//! A database for each test: a file, or a schema where `TEST_DATABASE_URL` names a Postgres.

use std::path::Path;
use std::{env, fs, thread};

use serde_json::Value;
use server::db::{Backend, Db};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Connection as _, PgPool, SqlitePool};
use tempfile::TempDir;
use uuid::Uuid;

/// One test's database; dropped, it is gone.
#[derive(Debug)]
pub struct Database {
    /// Where a server keeps its file.
    folder: TempDir,
    schema: Option<Schema>,
}

/// A response as it is stored.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The highest `seq` that came.
    pub seq: i64,
    /// Whether that one was complete.
    pub complete: bool,
    /// Its answers.
    pub answers: Value,
}

/// Whether the tests run on Postgres.
pub fn is_postgres() -> bool {
    env::var("TEST_DATABASE_URL").is_ok()
}

#[derive(Debug)]
struct Schema {
    server: String,
    name: String,
}

impl Database {
    /// An empty database.
    pub async fn create() -> Self {
        match env::var("TEST_DATABASE_URL") {
            Ok(server) => Self::on(&server).await,
            Err(_) => Self::create_in(&env::temp_dir()),
        }
    }

    /// A file in a folder of one's own, where a test wants it.
    pub fn create_in(place: &Path) -> Self {
        let folder = TempDir::new_in(place).expect("a folder for temporary files can be written");
        Self { folder, schema: None }
    }

    /// An empty schema on this Postgres.
    pub async fn on(server: &str) -> Self {
        let folder = TempDir::new().expect("a folder for temporary files can be written");
        let server = server.to_owned();
        let name = format!("test_{}", Uuid::from_u128(random()).simple());
        let mut connection = connect(&server).await;
        run(&mut connection, format!("create schema {name}")).await.expect("a schema can be made");
        Self { folder, schema: Some(Schema { server, name }) }
    }

    /// What `DATABASE_URL` must say to use it; nothing for a file.
    pub fn url(&self) -> Option<String> {
        let Schema { server, name } = self.schema.as_ref()?;
        let sign = if server.contains('?') { '&' } else { '?' };
        Some(format!("{server}{sign}options=-c%20search_path%3D{name}"))
    }

    /// The folder of the server's data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens it as the server does.
    pub async fn open(&self) -> Db {
        let db = Db::open(self.url().as_deref(), self.folder()).await;
        db.unwrap_or_else(|error| panic!("the database does not open: {error:?}"))
    }

    /// Every response that is stored, of whatever shop.
    pub async fn kept(&self) -> Vec<Kept> {
        const ALL: &str = "select seq, complete, answers from response";
        let db = self.open().await;
        let rows: Result<Vec<(i64, bool, Json<Value>)>, _> = match &db {
            Backend::Sqlite(file) => sqlx::query_as(ALL).fetch_all(&file.readers).await,
            Backend::Postgres(pool) => sqlx::query_as(ALL).fetch_all(pool).await,
        };
        db.close().await;
        let rows = rows.expect("responses can be read").into_iter();
        rows.map(|(seq, complete, Json(answers))| Kept { seq, complete, answers }).collect()
    }

    /// Whether a text, or a UUID in any form, is stored anywhere, in whatever table.
    pub async fn holds(&self, db: &Db, text: &str) -> bool {
        let uuid = Uuid::try_parse(text).ok();
        match db {
            Backend::Postgres(pool) => {
                let all = every_row(pool).await;
                let simple = uuid.map(|uuid| uuid.simple().to_string());
                all.contains(text) || simple.is_some_and(|simple| all.contains(&simple))
            }
            Backend::Sqlite(_) => {
                let all = every_byte(self.folder());
                let found = |bytes: &[u8]| all.windows(bytes.len()).any(|window| window == bytes);
                let simple = |uuid: Uuid| found(uuid.simple().to_string().as_bytes());
                found(text.as_bytes())
                    || uuid.is_some_and(|uuid| found(uuid.as_bytes()) || simple(uuid))
            }
        }
    }

    /// Every row that is stored, in an order that depends on nothing but the rows.
    pub async fn rows(&self, db: &Db) -> String {
        match db {
            Backend::Postgres(pool) => every_row(pool).await,
            Backend::Sqlite(file) => every_row_of_sqlite(&file.readers).await,
        }
    }
}

/// Everything that SQLite's files hold, pages that are no longer used too.
fn every_byte(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).expect("the data folder can be read");
    files
        .map(|file| file.expect("the data folder can be read").path())
        .filter(|path| path.is_file())
        .flat_map(|path| fs::read(path).expect("the database file can be read"))
        .collect()
}

/// Every row of every table, as Postgres writes it: binary columns in hexadecimal.
async fn every_row(pool: &PgPool) -> String {
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables
         where table_schema = current_schema()
         order by table_name",
    )
    .fetch_all(pool)
    .await
    .expect("the tables can be listed");
    let mut all = String::new();
    for table in tables {
        let query = AssertSqlSafe(format!("select row(t.*)::text from \"{table}\" t"));
        let mut rows: Vec<String> =
            sqlx::query_scalar(query).fetch_all(pool).await.expect("a table can be read");
        rows.sort();
        all.push_str(&rows.join("\n"));
    }
    all
}

/// Every row of every table, as SQLite quotes it: binary columns in hexadecimal.
async fn every_row_of_sqlite(pool: &SqlitePool) -> String {
    let tables: Vec<(String, String)> = sqlx::query_as(
        "select table_name, group_concat('quote(\"' || column_name || '\")', ' || '','' || ')
         from (select t.name as table_name, c.name as column_name
               from sqlite_master t join pragma_table_info(t.name) c
               where t.type = 'table'
               order by t.name, c.cid)
         group by table_name
         order by table_name",
    )
    .fetch_all(pool)
    .await
    .expect("the tables can be listed");
    let mut all = String::new();
    for (table, columns) in tables {
        let query = AssertSqlSafe(format!("select {columns} from \"{table}\""));
        let mut rows: Vec<String> =
            sqlx::query_scalar(query).fetch_all(pool).await.expect("a table can be read");
        rows.sort();
        all.push_str(&rows.join("\n"));
    }
    all
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(Schema { server, name }) = self.schema.take() else { return };
        // The test's own runtime may be ending; what fails here ends with the whole cluster.
        let drop = async move {
            let mut connection = connect(&server).await;
            _ = run(&mut connection, "set lock_timeout = '2s'".to_owned()).await;
            _ = run(&mut connection, format!("drop schema {name} cascade")).await;
        };
        _ = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(drop))
        })
        .join();
    }
}

/// Changes the database behind the server's back, as a program does that ends at a bad moment.
pub async fn change(db: &Db, statement: &'static str) {
    let mut tx = db.begin().await.expect("a transaction begins");
    let done = match &mut tx {
        Backend::Sqlite(tx) => sqlx::query(statement).execute(&mut **tx).await.map(drop),
        Backend::Postgres(tx) => sqlx::query(statement).execute(&mut **tx).await.map(drop),
    };
    done.expect("the statement is good");
    tx.commit().await.expect("it is kept");
}

async fn connect(server: &str) -> PgConnection {
    let connection = PgConnection::connect(server).await;
    connection.unwrap_or_else(|error| panic!("TEST_DATABASE_URL cannot be reached: {error}"))
}

async fn run(connection: &mut PgConnection, statement: String) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(statement)).execute(connection).await.map(drop)
}

fn random() -> u128 {
    u128::from_ne_bytes(server::clock::Chance::System.bytes())
}
