//! Every setting: its name, its meaning and its default. docs/operations.md lists them, and a test
//! compares.

mod public;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use axum::http::HeaderName;
use axum::http::header::FORWARDED;
use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser as _};
use ipnet::IpNet;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::db::Address;
use crate::http::countries::Countries;
use crate::http::rates::Allowance;
use crate::http::serve::PATIENCE;
use crate::http::visitor::Proxies;

pub use public::PublicUrl;

/// Highest setting for connections at a time; each takes some kilobytes and a file handle.
const MOST_CONNECTIONS: usize = 1_000_000;

/// The settings of `candor serve`, each as an option or an environment variable.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would print it as the whole command's help")]
    pub storage: Storage,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would print it as the whole command's help")]
    pub limits: Limits,
    /// Makes a demo shop, if the database is empty, and serves its storefront at this address.
    #[arg(long, hide = true, value_name = "HOST:PORT")]
    pub demo: Option<String>,
}

/// How much is taken, from whom, and how slow it may be.
#[derive(Args, Clone, Debug)]
pub struct Limits {
    /// Messages that one visitor may send in a minute; 0 for any number. Each process counts
    /// for itself.
    #[arg(long, env = "CANDOR_VISITOR_RATE", value_parser = visitor_rate,
          default_value_t = Allowance::default().per_visitor_minute)]
    pub visitor_rate: u32,
    /// Messages that all visitors of one shop may send in a second; 0 for any number.
    #[arg(long, env = "CANDOR_SHOP_RATE", value_parser = shop_rate,
          default_value_t = Allowance::default().per_shop_second)]
    pub shop_rate: u32,
    /// Networks of reverse proxies whose word about visitors' addresses is taken, such as
    /// `10.0.0.0/8,127.0.0.1/32`.
    #[arg(long, env = "CANDOR_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which those proxies tell the visitor's address, such as `x-forwarded-for`.
    /// Without it, nobody counts as a visitor who comes through them.
    #[arg(long, env = "CANDOR_VISITOR_HEADER", value_parser = header)]
    pub visitor_header: Option<HeaderName>,
    /// The header in which those proxies tell the visitor's country by its two letters, such as
    /// `cf-ipcountry`. Without it and a GeoIP file, surveys for some countries only are asked in
    /// none.
    #[arg(long, env = "CANDOR_COUNTRY_HEADER", value_parser = country_header)]
    pub country_header: Option<HeaderName>,
    /// A country or city database in MaxMind's format (.mmdb), which tells the country of a
    /// visitor's address where no header does. It is read at the start.
    #[arg(long, env = "CANDOR_GEOIP", value_name = "FILE",
          value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub geoip: Option<PathBuf>,
    /// Connections at a time; more wait.
    #[arg(long, env = "CANDOR_CONNECTIONS", default_value_t = 10_000, value_parser = connections)]
    pub connections: usize,
    /// How long a client may take to send a request, and how long it may stay without sending one,
    /// in seconds.
    #[arg(long, env = "CANDOR_PATIENCE_SECONDS", value_parser = patience,
          default_value_t = PATIENCE.as_secs())]
    pub patience_seconds: u64,
}

impl Limits {
    /// How often visitors and shops may send.
    pub fn allowance(&self) -> Allowance {
        Allowance { per_visitor_minute: self.visitor_rate, per_shop_second: self.shop_rate }
    }

    /// How long a client may take to send a request.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(self.patience_seconds)
    }

    /// Which addresses are in which country, as the owner's file tells.
    pub fn countries(&self) -> anyhow::Result<Countries> {
        self.geoip.as_deref().map_or_else(|| Ok(Countries::default()), Countries::open)
    }

    /// Whose word about visitors' addresses is taken.
    pub fn proxies(&self) -> anyhow::Result<Proxies> {
        for (setting, header) in [
            ("CANDOR_VISITOR_HEADER", &self.visitor_header),
            ("CANDOR_COUNTRY_HEADER", &self.country_header),
        ] {
            ensure!(
                header.is_none() || !self.trusted_proxies.is_empty(),
                "{setting} names a header that nobody is trusted to send: set \
                 CANDOR_TRUSTED_PROXIES to the networks of the reverse proxies that send it, such \
                 as 127.0.0.1"
            );
        }
        Ok(Proxies {
            trusted: self.trusted_proxies.clone(),
            header: self.visitor_header.clone(),
            country: self.country_header.clone(),
        })
    }
}

fn listen(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(
        |_| "CANDOR_LISTEN must be an IP address and a port, such as 127.0.0.1:7311 or [::]:7311",
    )
}

fn visitor_rate(text: &str) -> Result<u32, &'static str> {
    let expected = "CANDOR_VISITOR_RATE must be a whole number of messages, or 0 for any number";
    text.parse().map_err(|_| expected)
}

fn shop_rate(text: &str) -> Result<u32, &'static str> {
    let expected = "CANDOR_SHOP_RATE must be a whole number of messages, or 0 for any number";
    text.parse().map_err(|_| expected)
}

fn header(text: &str) -> Result<HeaderName, &'static str> {
    match text.parse() {
        Ok(header) if header != FORWARDED => Ok(header),
        _ => Err("CANDOR_VISITOR_HEADER must be the name of a header that holds addresses and \
                  nothing else, such as x-forwarded-for"),
    }
}

fn country_header(text: &str) -> Result<HeaderName, &'static str> {
    let expected = "CANDOR_COUNTRY_HEADER must be one header's name, such as cf-ipcountry";
    text.parse().map_err(|_| expected)
}

/// A network, or the one address that stands alone.
fn network(text: &str) -> Result<IpNet, &'static str> {
    let text = text.trim();
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| alone()).map_err(|_| {
        "CANDOR_TRUSTED_PROXIES must be networks such as 10.0.0.0/8 or 127.0.0.1, with commas \
         between them"
    })
}

fn connections(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if (1..=MOST_CONNECTIONS).contains(&number) => Ok(number),
        _ => Err(format!("CANDOR_CONNECTIONS must be a number from 1 to {MOST_CONNECTIONS}")),
    }
}

fn patience(text: &str) -> Result<u64, &'static str> {
    let seconds = text.parse().ok().filter(|seconds| (1..=3_600).contains(seconds));
    seconds.ok_or("CANDOR_PATIENCE_SECONDS must be a number of seconds from 1 to 3600")
}

/// Where things are kept, and where the world reaches them.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would print it as the whole command's help")]
    pub place: Place,
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, env = "CANDOR_LISTEN", default_value = "127.0.0.1:7311", value_parser = listen)]
    pub listen: SocketAddr,
    /// Where the world reaches the server; may have a path. Every link and every snippet is
    /// made from it. Without it, the address that the server listens on.
    #[arg(long, env = "CANDOR_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Where photos of reviews are kept: a folder, or `s3://bucket/prefix` with keys and address in
    /// the usual `AWS_…` variables. Without it, `photos` in the data folder.
    #[arg(long, env = "CANDOR_PHOTOS")]
    pub photos: Option<String>,
}

/// Where things are kept.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// Folder of the database file.
    #[arg(long, env = "CANDOR_DATA", default_value = "data",
          value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub data: PathBuf,
    /// `postgres://user:password@host/database`, or `sqlite:FILE`; without it, a file in the
    /// data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<DatabaseUrl>,
}

impl Place {
    /// The database's address.
    pub fn address(&self) -> anyhow::Result<Address> {
        Address::of(self.database_url.as_ref().map(|url| url.0.as_str()), &self.data)
    }
}

/// What `DATABASE_URL` says. It may hold a password, so it never shows itself.
#[derive(Clone)]
pub struct DatabaseUrl(String);

impl From<String> for DatabaseUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseUrl")
    }
}

/// What is logged.
#[derive(Args, Clone, Debug)]
pub struct Log {
    /// What to log: `error`, `warn`, `info`, `debug` or `trace`, also for parts of the program,
    /// such as `info,sqlx=warn`.
    #[arg(long, global = true, env = "CANDOR_LOG", default_value = "info", value_parser = log)]
    log: String,
}

impl Log {
    /// The same for the log's own library.
    pub fn filter(&self) -> anyhow::Result<EnvFilter> {
        EnvFilter::try_new(&self.log).context("CANDOR_LOG cannot be read")
    }
}

/// Checks what the log's library would take for the name of a part, such as `inof`.
fn log(text: &str) -> Result<String, &'static str> {
    let is_level = |part: &str| part.contains('=') || part.parse::<LevelFilter>().is_ok();
    let words = text.contains('[') || text.split(',').all(|part| is_level(part.trim()));
    if words && !text.trim().is_empty() && EnvFilter::try_new(text).is_ok() {
        return Ok(text.to_owned());
    }
    Err("CANDOR_LOG must be error, warn, info, debug, trace or off, or such levels for parts of \
         the program, such as info,sqlx=warn")
}
