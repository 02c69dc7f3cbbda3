//! A form of a page as a browser without script would send it.

use crate::client::Got;
use crate::owner::Owner;

/// What stands in a form.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Name and value of every field, in the order of the form.
    pub fields: Vec<(String, String)>,
}

impl Sheet {
    /// Reads the form with this id.
    pub fn of(page: &str, id: &str) -> Self {
        let form = page.split("<form").find(|part| part.contains(&format!("id=\"{id}\"")));
        let form = form.and_then(|form| form.split("</form>").next());
        let form = form.unwrap_or_else(|| panic!("no form {id} in {page}"));
        let (mut fields, mut select) = (Vec::new(), None);
        for part in form.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            let name = attribute(tag, "name");
            let value = attribute(tag, "value").unwrap_or_default();
            let has = |word: &str| tag.split(' ').any(|part| part.trim_end_matches('/') == word);
            match (tag.split([' ', '/']).next().unwrap_or_default(), name) {
                ("input", Some(name)) if !tag.contains("type=\"checkbox\"") || has("checked") => {
                    fields.push((name, value));
                }
                ("textarea", Some(name)) => {
                    let text = unescaped(text);
                    fields.push((name, text.strip_prefix('\n').unwrap_or(&text).to_owned()));
                }
                ("select", Some(name)) => {
                    fields.push((name, String::new()));
                    select = Some(true);
                }
                ("option", _) if has("selected") || select == Some(true) => {
                    select = Some(false);
                    if let Some((_, chosen)) = fields.last_mut() {
                        *chosen = value;
                    }
                }
                _ => {}
            }
        }
        Self { fields }
    }

    /// The value of a field; empty where it is not there.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    /// The same, where one field says this only.
    #[must_use]
    pub fn write(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

impl Owner {
    /// Sends a form, and presses this button of it; the one that saves where it is empty.
    pub async fn press(&self, path: &str, sheet: &Sheet, button: &str) -> Got {
        let pressed = [("do", button)];
        let pressed = if button.is_empty() { &[][..] } else { &pressed[..] };
        let fields = sheet.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<_> = fields.filter(|(name, _)| *name != "csrf").collect();
        self.form(path, &[&fields[..], pressed].concat()).await
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(unescaped(value))
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    pairs.into_iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}
