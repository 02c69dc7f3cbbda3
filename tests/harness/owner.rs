//! An owner at their own browser, without the browser: signs in and sends the pages' forms.

use server::auth;
use shared::id::ShopId;

use crate::client::{Client, Got, encoded};
use crate::shop::{Server, Shop};

/// The password of every owner.
pub const PASSWORD: &str = "a few words to remember";

/// A signed-in owner.
#[derive(Clone, Debug)]
pub struct Owner {
    /// At the server's front door.
    pub pages: Client,
    /// What every form of theirs repeats.
    pub csrf: String,
}

impl Server {
    /// Prints a one-time link, as `candor owner invite` does, and gives its path.
    pub async fn invite(&self, shop: Option<ShopId>) -> String {
        let link = auth::invite(&self.app, shop).await.expect("the shop exists");
        let path = link.strip_prefix(&self.app.public.to("")).expect("a link leads to the server");
        path.to_owned()
    }

    /// Uses a one-time link: makes an account, or sets its password, and signs in.
    pub async fn accept(&self, invitation: &str, email: &str, password: &str) -> Got {
        self.http.form(invitation, &[("email", email), ("password", password)]).await
    }

    /// Signs in with e-mail address and password.
    pub async fn sign_in(&self, email: &str, password: &str) -> Got {
        self.http.form("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Somebody who has just signed in, by what the server answered.
    pub async fn signed_in(&self, got: &Got) -> Owner {
        assert_eq!(got.status, 303, "{}", got.text());
        let pages = self.http.with("cookie", session_cookie(got));
        let page = pages.get("/shops/new").await.ok().text();
        let csrf = hidden(&page, "csrf").expect("a page of ours has a form");
        Owner { pages, csrf }
    }
}

impl Shop {
    /// Makes an account for an owner of this shop only, and signs in.
    pub async fn sign_up(&self, email: &str) -> Owner {
        let invitation = self.server.invite(Some(self.id)).await;
        let got = self.server.accept(&invitation, email, PASSWORD).await;
        self.server.signed_in(&got).await
    }
}

impl Owner {
    /// The value of a hidden field of a page of theirs.
    pub async fn hidden(&self, path: &str, name: &str) -> String {
        let page = self.pages.get(path).await.ok().text();
        hidden(&page, name).unwrap_or_else(|| panic!("no {name} in {page}"))
    }

    /// Sends a form of a page of theirs.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let fields = [fields, &[("csrf", self.csrf.as_str())]].concat();
        self.pages.form(path, &fields).await
    }
}

impl Client {
    /// Sends a form.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let pairs = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let form = self.with("content-type", "application/x-www-form-urlencoded");
        form.send(reqwest::Method::POST, path, body).await
    }
}

/// The value of a page's first hidden field of this name.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let start = format!("name=\"{name}\" value=\"");
    page.split(&start).nth(1)?.split('"').next().map(str::to_owned)
}

/// Name and value of the cookie that the server set.
fn session_cookie(got: &Got) -> &str {
    got.header("set-cookie").split(';').next().expect("a header has a first part")
}
