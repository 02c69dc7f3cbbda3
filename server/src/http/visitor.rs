//! Who sends a request, as a key that tells nobody an address.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, Once, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::HeaderName;
use axum::http::request::Parts;
use hmac::{Hmac, KeyInit, Mac};
use ipnet::IpNet;
use sha2::Sha256;
use shared::targeting::is_country;
use shared::time::Timestamp;

use super::countries::Country;
use super::extract::Origin;
use super::serve::Peer;
use crate::app::App;
use crate::clock::Chance;
use crate::error::Error;

/// Said once: it is the same for every request.
static UNREADABLE: Once = Once::new();

/// How long one salt is used.
const SALT_SECONDS: i64 = 24 * 3_600;

/// A visitor of today: the same address gives the same key until the salt is replaced, and the
/// key does not lead back to the address. Votes and reports keep it for a day, nothing else does.
pub type VisitorKey = [u8; 16];

/// Whose word about addresses is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    /// Reverse proxies, by their own addresses.
    pub trusted: Vec<IpNet>,
    /// The header in which they tell whom they speak for.
    pub header: Option<HeaderName>,
    /// The header in which they tell the visitor's country.
    pub country: Option<HeaderName>,
}

/// A random salt that is replaced every day and never written anywhere, so that yesterday's
/// visitors cannot be told apart any more, by anybody.
#[derive(Debug, Default)]
pub struct Salt(Mutex<Option<(Timestamp, [u8; 32])>>);

/// From where an answer comes: which site's page, and which country, each if that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// The page's site; none where no page sends.
    pub origin: Option<String>,
    /// The country's two letters.
    pub country: Option<String>,
}

impl FromRequestParts<App> for Sender {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let Origin(origin) = Origin::from_request_parts(parts, app).await?;
        let Country(country) = Country::from_request_parts(parts, app).await?;
        Ok(Self { origin, country })
    }
}

/// Who sends a request; none for a trusted proxy that does not say for whom.
#[derive(Clone, Copy, Debug)]
pub struct Visitor(pub Option<VisitorKey>);

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let peer = parts.extensions.get::<Peer>().map(|Peer(peer)| peer.ip());
        let address = peer.and_then(|peer| app.proxies.client(peer, &parts.headers));
        let now = app.clock.now();
        Ok(Self(address.map(|address| app.salt.key(&app.chance, now, address))))
    }
}

impl Proxies {
    /// The address of whoever sends a request: the other end of the connection, or where that is
    /// a trusted proxy, the last address in its header that is not one. None where the proxy
    /// says nothing that can be read.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return Some(peer);
        }
        let said: Vec<&str> = headers
            .get_all(self.header.as_ref()?)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for address in said.into_iter().rev() {
            // What stands before something that cannot be read may be made up.
            let Some(address) = address_in(address) else {
                UNREADABLE.call_once(|| {
                    tracing::warn!(
                        "a trusted proxy's CANDOR_VISITOR_HEADER holds no address: the rate for \
                         visitors does not apply to whoever comes through it"
                    );
                });
                return None;
            };
            if !self.trusts(address) {
                return Some(address);
            }
        }
        None
    }

    /// The country that a trusted proxy tells. Some say `XX` or `T1` where they do not
    /// know, or where the visitor hides it.
    pub(super) fn country(&self, peer: IpAddr, headers: &HeaderMap) -> Option<String> {
        if !self.trusts(peer.to_canonical()) {
            return None;
        }
        let mut said = headers.get_all(self.country.as_ref()?).iter();
        let country = said.next_back()?.to_str().ok()?.trim().to_ascii_uppercase();
        (is_country(&country).is_ok() && country != "XX").then_some(country)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|net| net.contains(&address))
    }
}

/// An address as proxies write it: alone, or with the port that the client has.
fn address_in(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    let address = text.parse().or_else(|_| with_port()).ok()?;
    Some(IpAddr::to_canonical(&address))
}

impl Salt {
    fn key(&self, chance: &Chance, now: Timestamp, address: IpAddr) -> VisitorKey {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.today(chance, now))
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        match address {
            IpAddr::V4(address) => mac.update(&address.octets()),
            IpAddr::V6(address) => mac.update(&network(address)),
        }
        let digest = mac.finalize().into_bytes();
        let mut key = [0; 16];
        key.copy_from_slice(&digest[..16]);
        key
    }

    fn today(&self, chance: &Chance, now: Timestamp) -> [u8; 32] {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *kept {
            Some((since, salt)) if (0..SALT_SECONDS).contains(&now.seconds_since(since)) => salt,
            _ => {
                let salt = chance.bytes();
                *kept = Some((now, salt));
                salt
            }
        }
    }
}

/// The part of an address that is given to one customer: a household has all of its /64.
fn network(address: Ipv6Addr) -> [u8; 8] {
    let mut network = [0; 8];
    network.copy_from_slice(&address.octets()[..8]);
    network
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies() -> Proxies {
        Proxies {
            trusted: vec!["10.0.0.0/8".parse().expect("a network")],
            header: Some(HeaderName::from_static("x-forwarded-for")),
            country: Some(HeaderName::from_static("cf-ipcountry")),
        }
    }

    fn said(text: &str) -> HeaderMap {
        let value = text.parse().expect("a header's value");
        HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), value)])
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_header_counts_only_from_a_trusted_proxy() {
        let header = said("203.0.113.9");

        assert_eq!(proxies().client(ip("198.51.100.1"), &header), Some(ip("198.51.100.1")));
        assert_eq!(proxies().client(ip("10.1.1.1"), &header), Some(ip("203.0.113.9")));
        assert_eq!(proxies().client(ip("::ffff:10.1.1.1"), &header), Some(ip("203.0.113.9")));
        let with_ports = said("203.0.113.9:1234, [2001:db8::5]:80");
        assert_eq!(proxies().client(ip("10.1.1.1"), &with_ports), Some(ip("2001:db8::5")));
        assert_eq!(Proxies::default().client(ip("10.1.1.1"), &header), Some(ip("10.1.1.1")));
    }

    #[test]
    fn a_country_counts_only_from_a_trusted_proxy_and_as_two_letters() {
        let country = |peer: &str, text: &str| {
            let value = text.parse().expect("a header's value");
            let said = HeaderMap::from_iter([(HeaderName::from_static("cf-ipcountry"), value)]);
            proxies().country(ip(peer), &said)
        };

        assert_eq!(country("10.1.1.1", "nl").as_deref(), Some("NL"));
        assert_eq!(country("198.51.100.1", "NL"), None);
        for unknown in ["XX", "T1", "", "Netherlands"] {
            assert_eq!(country("10.1.1.1", unknown), None, "{unknown}");
        }
        assert_eq!(Proxies::default().country(ip("10.1.1.1"), &HeaderMap::new()), None);
    }

    #[test]
    fn what_a_client_writes_before_the_proxys_own_word_is_not_believed() {
        let header = said("1.2.3.4, 203.0.113.9, 10.2.2.2");

        assert_eq!(proxies().client(ip("10.1.1.1"), &header), Some(ip("203.0.113.9")));
        assert_eq!(proxies().client(ip("10.1.1.1"), &said("1.2.3.4, unknown")), None);
        assert_eq!(proxies().client(ip("10.1.1.1"), &HeaderMap::new()), None);
    }

    #[test]
    fn a_visitor_has_one_key_for_a_day_and_another_on_the_next() {
        let (salt, chance) = (Salt::default(), Chance::seeded(1));
        let monday = Timestamp::from_micros(1_795_000_000_000_000);
        let key = |now, address| salt.key(&chance, now, ip(address));

        let first = key(monday, "203.0.113.9");

        assert_eq!(key(monday.plus_seconds(SALT_SECONDS - 1), "203.0.113.9"), first);
        assert_ne!(key(monday, "203.0.113.8"), first);
        assert_eq!(key(monday, "2001:db8::1"), key(monday, "2001:db8::2"));
        assert_ne!(key(monday.plus_seconds(SALT_SECONDS), "203.0.113.9"), first);
    }
}
