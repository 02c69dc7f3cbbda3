//! Somebody whose browser runs no script: reads pages, fills in their forms and sends them.

use crate::client::{Client, Got};
use crate::shop::Shop;

/// A person with a page open.
#[derive(Clone, Debug)]
pub struct Reader {
    http: Client,
    server: String,
    /// The page that is open.
    pub page: Got,
}

impl Shop {
    /// Opens one of the server's pages.
    pub async fn read(&self, path: &str) -> Reader {
        self.read_with(&self.server.http, path).await
    }

    /// Opens one of the server's pages with the headers of a browser.
    pub async fn read_with(&self, http: &Client, path: &str) -> Reader {
        let page = http.get(path).await;
        Reader { http: http.clone(), server: self.server.address.clone(), page }
    }
}

impl Reader {
    /// Sends the page's form with these fields and whatever is hidden in it, and follows where
    /// it leads.
    pub async fn send(&mut self, fields: &[(&str, &str)]) {
        let (action, fields) = self.filled(fields);
        self.page = self.post(&action, &fields).await;
        if self.page.status == 303 {
            let to = self.page.header("location").to_owned();
            self.page = self.http.get(self.below(&to)).await;
        }
    }

    /// Sends the page's form twice at the same time, as a double click does.
    pub async fn send_twice(&mut self, fields: &[(&str, &str)]) {
        let (action, fields) = self.filled(fields);
        let (one, other) = tokio::join!(self.post(&action, &fields), self.post(&action, &fields));
        assert_eq!((one.status, other.status), (303, 303), "{}", one.text());
        assert_eq!(one.header("location"), other.header("location"));
        self.page = self.http.get(self.below(one.header("location"))).await;
    }

    /// Whether the page says this.
    pub fn sees(&self, words: &str) -> bool {
        self.page.text().contains(words)
    }

    /// Where the page's form is sent to, with these fields and those that are hidden in it.
    pub fn filled(&self, fields: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let text = self.page.text();
        let form = text.split("<form").nth(1).unwrap_or_else(|| panic!("no form in {text}"));
        let action = attribute(form, "action").expect("the form says where it goes");
        let hidden = form.split("<input").filter(|input| input.contains("type=\"hidden\""));
        let mut all: Vec<(String, String)> = hidden
            .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
            .collect();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        (action, all)
    }

    async fn post(&self, action: &str, fields: &[(String, String)]) -> Got {
        let pairs: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.http.form(self.below(action), &pairs).await
    }

    fn below<'a>(&self, address: &'a str) -> &'a str {
        address.strip_prefix(&self.server).unwrap_or(address)
    }
}

/// The value of the first such attribute.
fn attribute(html: &str, name: &str) -> Option<String> {
    let rest = html.split(&format!(" {name}=\"")).nth(1)?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}
