//! Where the database is, and how it is opened: to serve from it, or only to look at it. Nothing
//! here ever says a password.

use std::fmt;
use std::fs::{DirBuilder, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, PgPool, SqlitePool};
use url::Url;

use super::{Backend, Db, File, migrations, sqlite_pool};

/// How long a query waits for a connection or for another writer.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Pages in the write-ahead log before they are moved to the database file: 32 MiB.
const CHECKPOINT_PAGES: &str = "8192";
/// Memory for pages that the writer goes on with: 16 MiB.
const WRITER_CACHE: &str = "-16384";
/// Statements that a connection to a file keeps ready: one for each size of a batch among them.
const STATEMENTS: usize = 512;
/// Connections that read a database file.
const READERS: u32 = 8;
/// Connections of one process to Postgres, beside those for taking answers;
/// docs/operations.md counts with both.
const POSTGRES_CONNECTIONS: u32 = 10;
/// What Postgres' addresses may set beyond host, user and database.
const PARAMETERS: [&str; 18] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
];

/// Where the database is.
#[derive(Clone)]
pub struct Address {
    place: Backend<PathBuf, Box<PgConnectOptions>>,
    /// Which setting says so.
    setting: &'static str,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Backend::Sqlite(file) => write!(f, "the file {}", file.display()),
            Backend::Postgres(options) => {
                let database = options.get_database().unwrap_or(options.get_username());
                write!(f, "the Postgres database {database} at ")?;
                match options.get_socket() {
                    Some(socket) => write!(f, "{}", socket.display()),
                    None => write!(f, "{}:{}", options.get_host(), options.get_port()),
                }
            }
        }
    }
}

impl Address {
    /// Reads `DATABASE_URL`; without it, the database is a file in the data folder.
    pub fn of(url: Option<&str>, data: &Path) -> anyhow::Result<Self> {
        let Some(url) = url else {
            ensure!(!data.as_os_str().is_empty(), "CANDOR_DATA must name a folder, but is empty");
            let place = Backend::Sqlite(data.join("candor.db"));
            return Ok(Self { place, setting: "CANDOR_DATA" });
        };
        let setting = "DATABASE_URL";
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self { place: Backend::Postgres(Box::new(postgres(url)?)), setting });
        }
        let file = url.strip_prefix("sqlite:").map(|file| file.strip_prefix("//").unwrap_or(file));
        match file {
            Some(file) if !file.is_empty() && file != ":memory:" => {
                Ok(Self { place: Backend::Sqlite(file.into()), setting })
            }
            _ => bail!(
                "DATABASE_URL must be postgres://USER:PASSWORD@HOST/DATABASE or sqlite:FILE; \
                 without it, the database is a file in the folder CANDOR_DATA"
            ),
        }
    }

    /// A database file that somebody named.
    pub fn of_file(file: &Path) -> Self {
        Self { place: Backend::Sqlite(file.to_owned()), setting: "DATABASE_URL" }
    }

    /// Whether it is a Postgres database rather than a file.
    pub fn is_postgres(&self) -> bool {
        matches!(self.place, Backend::Postgres(_))
    }

    /// Opens the database, makes it if need be, and brings its tables up to date.
    pub async fn open(&self) -> anyhow::Result<Db> {
        let db = match &self.place {
            Backend::Sqlite(file) => {
                self.make_folder(file)?;
                self.make_file(file)?;
                let options = sqlite(file)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    // NORMAL would lose acknowledged answers when the power fails.
                    .synchronous(SqliteSynchronous::Full)
                    // The last pages of tables and indexes change with every batch: they are moved
                    // to the database file once for many of them.
                    .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
                    // What undoes a statement that fails; what undoes a transaction is on disk.
                    .pragma("temp_store", "memory")
                    .pragma("cache_size", WRITER_CACHE);
                let writer = self.sqlite_pool(options, 1).await?;
                let options = sqlite(file).pragma("query_only", "on");
                let readers = self.sqlite_pool(options, READERS).await?;
                Backend::Sqlite(File { readers, writer })
            }
            Backend::Postgres(options) => {
                Backend::Postgres(self.postgres_pool(options, POSTGRES_CONNECTIONS).await?)
            }
        };
        migrations::run(&db).await.with_context(|| format!("cannot bring {self} up to date"))?;
        Ok(db)
    }

    /// Opens a database that is there, as `open` does.
    pub async fn open_existing(&self) -> anyhow::Result<Db> {
        self.ensure_there()?;
        self.open().await
    }

    /// Opens a database that is there to read it, and changes nothing.
    pub async fn look(&self) -> anyhow::Result<Db> {
        self.ensure_there()?;
        match &self.place {
            Backend::Sqlite(file) => {
                let readers = self.sqlite_pool(sqlite(file).read_only(true), 1).await?;
                Ok(Backend::Sqlite(File { writer: readers.clone(), readers }))
            }
            Backend::Postgres(options) => {
                let read_only = [("default_transaction_read_only", "on")];
                let options = options.as_ref().clone().options(read_only);
                Ok(Backend::Postgres(self.postgres_pool(&options, 2).await?))
            }
        }
    }

    /// Refuses a file that is not there: making it would hide a mistyped name.
    fn ensure_there(&self) -> anyhow::Result<()> {
        if let Backend::Sqlite(file) = &self.place {
            let (shown, setting) = (file.display(), self.setting);
            ensure!(
                file.is_file(),
                "there is no database at {shown} ({setting}): `candor serve` makes one"
            );
        }
        Ok(())
    }

    /// Makes the folder of the database file.
    fn make_folder(&self, file: &Path) -> anyhow::Result<()> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let Some(folder) = folder else { return Ok(()) };
        let (shown, setting) = (folder.display(), self.setting);
        ensure!(!folder.is_file(), "{shown} is a file, but {setting} needs a folder there");
        // Others have no business in it, nor in what may be put beside the database later.
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .with_context(|| format!("cannot make the folder {shown} ({setting})"))
    }

    /// Makes the database file, if need be, for this user alone: it holds what customers wrote,
    /// and the shops' secrets. SQLite gives the files beside it the same permissions.
    fn make_file(&self, file: &Path) -> anyhow::Result<()> {
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                Err(error).with_context(|| self.no_way_in())
            }
            _ => Ok(()),
        }
    }

    fn no_way_in(&self) -> String {
        format!("cannot open {self} ({}): may this user write in its folder?", self.setting)
    }

    async fn sqlite_pool(
        &self,
        options: SqliteConnectOptions,
        most: u32,
    ) -> anyhow::Result<SqlitePool> {
        sqlite_pool(most).connect_with(options).await.with_context(|| self.no_way_in())
    }

    async fn postgres_pool(&self, options: &PgConnectOptions, most: u32) -> anyhow::Result<PgPool> {
        let pool = PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
        let pool: Result<PgPool, _> = match pool.connect_with(options.clone()).await {
            // The pool tried for a while and does not tell why in vain; one more try does.
            Err(sqlx::Error::PoolTimedOut) => Err(cause(options).await),
            tried => tried,
        };
        pool.with_context(|| format!("cannot reach {self} (DATABASE_URL)"))
    }
}

fn sqlite(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(STATEMENTS)
}

/// Reads a Postgres address. Errors never repeat it.
fn postgres(text: &str) -> anyhow::Result<PgConnectOptions> {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let host_ends = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // Otherwise a part of the password would pass for the host, and be said.
    ensure!(
        !rest[host_ends..].contains('@'),
        "DATABASE_URL cannot be read: write each of / ? # @ : % in the user's name or password \
         as % and two digits, such as %2F for /"
    );
    let mut url = Url::parse(text).context("DATABASE_URL cannot be read")?;
    let known = |name: &str| PARAMETERS.contains(&name) || name.starts_with("options[");
    let (kept, unknown): (Vec<_>, Vec<_>) =
        url.query_pairs().into_owned().partition(|(name, _)| known(name));
    if !unknown.is_empty() {
        // The database's library would log the value, too.
        let names: Vec<&str> = unknown.iter().map(|(name, _)| name.as_str()).collect();
        tracing::warn!(?names, "parameters of DATABASE_URL that mean nothing here");
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
    PgConnectOptions::from_url(&url).context("DATABASE_URL cannot be read")
}

/// Why Postgres cannot be reached.
async fn cause(options: &PgConnectOptions) -> sqlx::Error {
    let tried = tokio::time::timeout(PATIENCE / 2, PgConnection::connect_with(options)).await;
    tried.ok().and_then(Result::err).unwrap_or(sqlx::Error::PoolTimedOut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(url: &str) -> Result<String, String> {
        let address = Address::of(Some(url), Path::new("data"));
        address.map(|address| address.to_string()).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn a_file_is_named_in_each_of_the_usual_ways() {
        let data = Address::of(None, Path::new("data")).map(|address| address.to_string());

        assert_eq!(data.ok().as_deref(), Some("the file data/candor.db"));
        assert_eq!(of("sqlite:a.db").as_deref(), Ok("the file a.db"));
        assert_eq!(of("sqlite://a.db").as_deref(), Ok("the file a.db"));
        assert_eq!(of("sqlite:///var/a.db").as_deref(), Ok("the file /var/a.db"));
    }

    #[test]
    fn an_address_is_said_without_its_password() {
        assert_eq!(
            of("postgres://ana:s%40cret@db.example:5433/shop?pasword=s%40cret").as_deref(),
            Ok("the Postgres database shop at db.example:5433")
        );
    }

    #[test]
    fn an_address_that_cannot_be_read_is_not_repeated() {
        for url in [
            "mysql://ana:secret@db.example/shop",
            "postgres://ana:pass/secret@db.example/shop",
            "postgres://ana:12#secret@db.example/shop",
            "postgres://ana:12?secret@db.example/shop",
            "postgres://ana:secret@db.example:port/shop",
            "postgres://ana:secret@/shop?port=secret",
            "sqlite::memory:",
            "sqlite:",
            "",
        ] {
            let error = of(url).expect_err(url);
            assert!(error.contains("DATABASE_URL"), "{url}: {error}");
            assert!(!error.contains("secret"), "{url}: {error}");
        }
    }
}
