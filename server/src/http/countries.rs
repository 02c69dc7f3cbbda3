//! Which country a request comes from: by a trusted proxy's header, else by the owner's GeoIP
//! file.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

use anyhow::{Context, ensure};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use maxminddb::{LookupResult, Reader, path};
use shared::targeting::is_country;

use super::serve::Peer;
use super::visitor::Proxies;
use crate::app::App;
use crate::error::Error;

/// The country that a request comes from, by its two letters; none where nothing tells it. The
/// address that it is looked up by is forgotten at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country(pub Option<String>);

impl FromRequestParts<App> for Country {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let peer = parts.extensions.get::<Peer>().map(|Peer(peer)| peer.ip());
        let country = peer.and_then(|peer| app.countries.told(&app.proxies, peer, &parts.headers));
        Ok(Self(country))
    }
}

/// The owner's GeoIP file, if there is one.
#[derive(Default)]
pub struct Countries(Option<Reader<Vec<u8>>>);

impl fmt::Debug for Countries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the file itself, which may have a hundred megabytes.
        f.debug_tuple("Countries").field(&self.0.as_ref().map(Reader::metadata)).finish()
    }
}

impl Countries {
    /// Reads a database in MaxMind's format that knows countries.
    pub fn open(file: &Path) -> anyhow::Result<Self> {
        let expected = || {
            format!(
                "CANDOR_GEOIP must be a country or city database in MaxMind's format, such as \
                 GeoLite2-Country.mmdb, but is {}",
                file.display()
            )
        };
        let bytes = std::fs::read(file).with_context(expected)?;
        let reader = Reader::from_source(bytes).with_context(expected)?;
        let kind = &reader.metadata().database_type;
        let mut networks = reader.networks(<_>::default()).with_context(expected)?;
        ensure!(
            networks.any(|network| network.is_ok_and(|network| country_of(&network).is_some())),
            "{}, a database of type {kind:?}, in which no country is",
            expected()
        );
        Ok(Self(Some(reader)))
    }

    /// What the header says is nearer to the visitor, so it wins where it can be meant.
    fn told(&self, proxies: &Proxies, peer: IpAddr, headers: &HeaderMap) -> Option<String> {
        proxies.country(peer, headers).or_else(|| self.of(proxies.client(peer, headers)?))
    }

    fn of(&self, address: IpAddr) -> Option<String> {
        let reader = self.0.as_ref()?;
        if is_private(address) {
            return None;
        }
        country_of(&reader.lookup(address).ok()?)
    }
}

fn country_of(network: &LookupResult<'_, Vec<u8>>) -> Option<String> {
    let code: &str = network.decode_path(&path!["country", "iso_code"]).ok()??;
    is_country(code).is_ok().then(|| code.to_ascii_uppercase())
}

/// Whether an address means something in its own network only, whatever a file says of it.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    // Providers put many customers behind 100.64.0.0/10.
    let is_shared = first == 100 && (64..128).contains(&second);
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || is_shared
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_unique_local()
        || address.is_loopback()
        || address.is_unicast_link_local()
        || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;
    use mmdb_writer::{Value, Writer};

    use super::*;
    use crate::clock::Chance;

    /// A file in which each network has a country, and which is gone after the test.
    struct File(std::path::PathBuf);

    impl File {
        fn with(bytes: &[u8]) -> Self {
            let name = format!("candor-{}.mmdb", u64::from_ne_bytes(Chance::System.bytes()));
            let path = std::env::temp_dir().join(name);
            std::fs::write(&path, bytes).expect("a file in the machine's own folder");
            Self(path)
        }

        fn of(networks: &[(&str, &str)]) -> Self {
            let mut writer = Writer::new("Test-Country");
            for (network, country) in networks {
                let network: ipnet::IpNet = network.parse().expect("a network");
                let country = Value::map([("iso_code", Value::from(*country))]);
                let record = Value::map([("country", country)]);
                writer.insert_value(network, record).expect("a network of its own");
            }
            Self::with(&writer.to_bytes().expect("a database"))
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            _ = std::fs::remove_file(&self.0);
        }
    }

    fn countries() -> Countries {
        let file = File::of(&[
            ("203.0.113.0/24", "SE"),
            ("198.51.100.0/24", "nl"),
            ("2001:db8::/32", "DE"),
            ("192.168.0.0/16", "FR"),
            ("fd00::/8", "FR"),
            ("192.0.2.0/24", "Sweden"),
        ]);
        Countries::open(&file.0).expect("a country database")
    }

    /// Proxies at 10.x.x.x, which tell addresses and countries.
    fn proxies() -> Proxies {
        Proxies {
            trusted: vec!["10.0.0.0/8".parse().expect("a network")],
            header: Some(HeaderName::from_static("x-forwarded-for")),
            country: Some(HeaderName::from_static("cf-ipcountry")),
        }
    }

    /// The country of a visitor whose address and country the proxy tells.
    fn told(countries: &Countries, address: &str, country: &str) -> Option<String> {
        let header = |name, text: &str| (HeaderName::from_static(name), text.parse().expect("one"));
        let headers = [header("x-forwarded-for", address), header("cf-ipcountry", country)];
        let peer = "10.1.1.1".parse().expect("an address");
        countries.told(&proxies(), peer, &HeaderMap::from_iter(headers))
    }

    fn of(address: &str) -> Option<String> {
        countries().of(address.parse().expect("an address"))
    }

    #[test]
    fn the_header_alone_tells_the_country() {
        assert_eq!(told(&Countries::default(), "203.0.113.9", "NL").as_deref(), Some("NL"));
        assert_eq!(told(&Countries::default(), "203.0.113.9", "XX"), None);
    }

    #[test]
    fn the_file_alone_tells_the_country_of_whoever_connects() {
        let (nobody, none) = (Proxies::default(), HeaderMap::new());
        let country =
            |peer: &str| countries().told(&nobody, peer.parse().expect("an address"), &none);

        assert_eq!(country("203.0.113.9").as_deref(), Some("SE"));
        assert_eq!(country("::ffff:203.0.113.9").as_deref(), Some("SE"));
        assert_eq!(country("2001:db8::7").as_deref(), Some("DE"));
        assert_eq!(country("8.8.8.8"), None);
    }

    #[test]
    fn of_both_the_header_wins_unless_it_holds_no_country() {
        assert_eq!(told(&countries(), "203.0.113.9", "DE").as_deref(), Some("DE"));
        for junk in ["XX", "T1", "", "Netherlands", "\"; drop"] {
            assert_eq!(told(&countries(), "203.0.113.9", junk).as_deref(), Some("SE"), "{junk}");
        }
        assert_eq!(
            told(&countries(), "unknown", "XX"),
            None,
            "the proxy's own address is no one's"
        );
    }

    #[test]
    fn an_address_that_means_nothing_outside_has_no_country() {
        for private in ["192.168.1.1", "10.1.1.1", "127.0.0.1", "100.64.0.1", "::1", "fd00::1"] {
            assert_eq!(of(private), None, "{private}");
        }
    }

    #[test]
    fn a_country_is_two_great_letters_whatever_the_file_has() {
        assert_eq!(of("198.51.100.1").as_deref(), Some("NL"));
        assert_eq!(of("192.0.2.1"), None);
    }

    #[test]
    fn an_ipv6_address_in_a_file_of_ipv4_has_no_country() {
        let mut writer = Writer::builder("Test").ip_version(mmdb_writer::IpVersion::V4).build();
        let country = Value::map([("iso_code", Value::from("SE"))]);
        let network: ipnet::IpNet = "203.0.113.0/24".parse().expect("a network");
        writer.insert_value(network, Value::map([("country", country)])).expect("a network");
        let file = File::with(&writer.to_bytes().expect("a database"));
        let countries = Countries::open(&file.0).expect("a country database");

        assert_eq!(countries.of("203.0.113.9".parse().expect("an address")).as_deref(), Some("SE"));
        assert_eq!(countries.of("2001:db8::7".parse().expect("an address")), None);
    }

    #[test]
    fn a_file_that_is_none_or_knows_no_country_is_refused_by_name() {
        let whole = File::of(&[("203.0.113.0/24", "SE")]);
        let bytes = std::fs::read(&whole.0).expect("the file");
        let broken = File::with(&bytes[..bytes.len() / 2]);
        let text = File::with(b"203.0.113.0/24,SE");
        let elsewhere = File::of(&[("203.0.113.0/24", "Sweden")]);
        for file in [&broken, &text, &elsewhere] {
            let refused = Countries::open(&file.0).expect_err("no country database").to_string();
            assert!(refused.contains("CANDOR_GEOIP"), "{refused}");
            assert!(refused.contains(&file.0.display().to_string()), "{refused}");
        }
        assert!(Countries::open(Path::new("/nowhere.mmdb")).is_err());
    }
}
