//! Every setting: its name, its meaning and its default.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context, ensure};
use axum::http::HeaderName;
use clap::Args;
use ipnet::IpNet;
use url::Url;

use crate::http::rates::Allowance;
use crate::http::visitor::Proxies;

/// Highest setting for connections at a time; each takes some kilobytes and a file handle.
const MOST_CONNECTIONS: usize = 1_000_000;

/// The settings of `candor serve`, each as an option or an environment variable.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, env = "CANDOR_LISTEN", default_value = "127.0.0.1:7311")]
    pub listen: SocketAddr,
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
    #[arg(long, env = "CANDOR_VISITOR_RATE", default_value_t = Allowance::default().per_visitor_minute)]
    pub visitor_rate: u32,
    /// Messages that all visitors of one shop may send in a second; 0 for any number.
    #[arg(long, env = "CANDOR_SHOP_RATE", default_value_t = Allowance::default().per_shop_second)]
    pub shop_rate: u32,
    /// Networks of reverse proxies whose word about visitors' addresses is taken, such as
    /// `10.0.0.0/8,127.0.0.1/32`.
    #[arg(long, env = "CANDOR_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which those proxies tell the visitor's address, such as `x-forwarded-for`.
    /// Without it, nobody counts as a visitor who comes through them.
    #[arg(long, env = "CANDOR_VISITOR_HEADER")]
    pub visitor_header: Option<HeaderName>,
    /// Connections at a time; more wait.
    #[arg(long, env = "CANDOR_CONNECTIONS", default_value_t = 10_000, value_parser = connections)]
    pub connections: usize,
}

impl Limits {
    /// How often visitors and shops may send.
    pub fn allowance(&self) -> Allowance {
        Allowance { per_visitor_minute: self.visitor_rate, per_shop_second: self.shop_rate }
    }

    /// Whose word about visitors' addresses is taken.
    pub fn proxies(&self) -> Proxies {
        Proxies { trusted: self.trusted_proxies.clone(), header: self.visitor_header.clone() }
    }
}

/// A network, or the one address that stands alone.
fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| alone()).map_err(|_| {
        "expected networks such as 10.0.0.0/8 or 127.0.0.1, with commas between".to_owned()
    })
}

fn connections(text: &str) -> Result<usize, String> {
    let number = text.parse().map_err(|_| "expected a whole number".to_owned())?;
    if (1..=MOST_CONNECTIONS).contains(&number) {
        Ok(number)
    } else {
        Err(format!("expected a number from 1 to {MOST_CONNECTIONS}"))
    }
}

/// Where things are kept, and where the world reaches them.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// Folder of the database file.
    #[arg(long, env = "CANDOR_DATA", default_value = "data")]
    pub data: PathBuf,
    /// `postgres://user:password@host/database`, or `sqlite:FILE`; without it, a file in the
    /// data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Where the world reaches the server; may have a path. Every link and every snippet is
    /// made from it. Without it, the address that the server listens on.
    #[arg(long, env = "CANDOR_PUBLIC_URL")]
    pub public_url: Option<String>,
}

/// Where the world reaches the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    url: Url,
}

impl PublicUrl {
    /// Reads the setting, or makes it from the address that the server listens on.
    pub fn new(setting: Option<&str>, listen: SocketAddr) -> anyhow::Result<Self> {
        let text = match setting {
            Some(text) => text.to_owned(),
            None => format!("http://{listen}"),
        };
        let url = Url::parse(&text)
            .with_context(|| format!("CANDOR_PUBLIC_URL is not an address: {text}"))?;
        ensure!(
            matches!(url.scheme(), "http" | "https") && url.has_host(),
            "CANDOR_PUBLIC_URL must start with http:// or https://, but is {text}"
        );
        ensure!(
            url.query().is_none() && url.fragment().is_none() && url.username().is_empty(),
            "CANDOR_PUBLIC_URL must be scheme, host and path only, but is {text}"
        );
        Ok(Self { url })
    }

    /// Its path without a slash at the end: empty, or such as `/feedback`.
    pub fn path(&self) -> &str {
        self.url.path().trim_end_matches('/')
    }

    /// Scheme, host and port, such as `https://feedback.example`.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The full address of one of the server's own paths.
    pub fn to(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin(), self.path())
    }

    /// Whether cookies can be kept to encrypted connections.
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen() -> SocketAddr {
        ([127, 0, 0, 1], 7311).into()
    }

    #[test]
    fn links_are_made_from_the_public_address_and_its_path() -> anyhow::Result<()> {
        let public = PublicUrl::new(Some("https://shop.example/feedback/"), listen())?;

        assert_eq!(public.to("/sign-in"), "https://shop.example/feedback/sign-in");
        assert_eq!(public.path(), "/feedback");
        assert_eq!(public.origin(), "https://shop.example");
        assert!(public.is_https());
        Ok(())
    }

    #[test]
    fn without_a_public_address_the_listening_one_is_used() -> anyhow::Result<()> {
        let public = PublicUrl::new(None, listen())?;

        assert_eq!(public.to("/"), "http://127.0.0.1:7311/");
        Ok(())
    }

    #[test]
    fn an_address_that_cannot_be_linked_to_is_refused() {
        for text in ["shop.example", "ftp://shop.example", "https://shop.example/?a=1", ""] {
            let refused = PublicUrl::new(Some(text), listen()).expect_err(text);
            assert!(refused.to_string().contains("CANDOR_PUBLIC_URL"), "{text}");
        }
    }
}
