//! Where the world reaches the server, which every link is made from.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::{Context, ensure};
use url::Url;

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
            None => format!("http://{}", reachable(listen)),
        };
        // Where there is a user, there may be a password, which nobody is told.
        let shown = if text.contains('@') { "something with an @" } else { &text };
        let expected = "CANDOR_PUBLIC_URL must be an address such as https://shop.example/feedback";
        let url = Url::parse(&text).with_context(|| format!("{expected}, but is {shown:?}"))?;
        ensure!(
            matches!(url.scheme(), "http" | "https") && url.has_host(),
            "{expected}, but is {shown:?}"
        );
        let user = !url.username().is_empty() || url.password().is_some();
        ensure!(
            url.query().is_none() && url.fragment().is_none() && !user,
            "{expected}, without user, ? and #, but is {shown:?}"
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

/// An address that a browser can go to: of a server that listens on all of a machine's addresses,
/// the one that only this machine reaches.
fn reachable(mut listen: SocketAddr) -> SocketAddr {
    if listen.ip().is_unspecified() {
        let is_v4 = listen.is_ipv4();
        listen.set_ip(if is_v4 { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    listen
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
    fn all_addresses_of_a_machine_are_not_one_that_a_browser_can_go_to() -> anyhow::Result<()> {
        for (listen, reached) in
            [("0.0.0.0:80", "http://127.0.0.1/"), ("[::]:7311", "http://[::1]:7311/")]
        {
            assert_eq!(PublicUrl::new(None, listen.parse()?)?.to("/"), reached);
        }
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
