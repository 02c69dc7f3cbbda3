//! What an address says beside shop and survey: who asks whom about what, in which language, and
//! how far they have come.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, HeaderName, USER_AGENT};
use shared::context::Device;
use shared::id::ResponseId;
use shared::survey::Question;
use shared::text::Texts;

use super::given::Given;

/// The response that is being given.
const RESPONSE: &str = "r";
/// The question that is due.
const AT: &str = "at";
/// In place of a question's id: all of them have been asked.
pub(super) const END: &str = "-";

/// Says from where a browser was led here.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// One look at the page.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    given: Given,
    accepted: String,
    /// What it is looked at with.
    pub(super) device: Option<Device>,
    /// Whether the way here began on this page, so that it is its reader's own.
    own_way: bool,
}

impl Visit {
    /// Reads an address and what the browser says of itself.
    pub(super) fn new(given: Given, headers: &HeaderMap) -> Self {
        let site = headers.get(SITE).and_then(|site| site.to_str().ok());
        let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
        Self {
            given,
            accepted: accepted(headers),
            device: agent.and_then(device),
            own_way: site.is_none_or(|site| site == "same-origin"),
        }
    }

    /// A value of the address; none where it is empty.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.given.one(name).filter(|value| !value.is_empty())
    }

    /// The response that is being given. Somebody else's link does not choose it: who made that
    /// could read what is answered.
    pub(super) fn response(&self) -> Option<ResponseId> {
        self.one(RESPONSE).filter(|_| self.own_way)?.parse().ok()
    }

    /// The question that is due.
    pub(super) fn at(&self) -> Option<&str> {
        self.one(AT).filter(|_| self.own_way)
    }

    /// Whether the page stands in a frame.
    pub(super) fn framed(&self) -> bool {
        self.one("frame").is_some()
    }

    /// The language to ask in: that of the link, or the first that the reader understands and
    /// the survey has words in.
    pub(super) fn language(&self, spoken: &Texts, shop_language: &str) -> String {
        let speaks = |tag: &&str| spoken.0.keys().any(|other| main(other) == main(tag));
        let understood = || tags(&self.accepted).find(speaks);
        self.one("lang").or_else(understood).unwrap_or(shop_language).to_owned()
    }

    /// An answer that the address brings along, as the fields of the question's form.
    pub(super) fn brought<T>(&self, question: &Question<T>, is_first_score: bool) -> Given {
        let mut values: Vec<&str> = self.given.all(&question.id).collect();
        if values.is_empty() && is_first_score {
            values.extend(self.one("score"));
        }
        let named = |value: &str| {
            let name = match question.kind {
                shared::survey::Kind::Review => "stars",
                shared::survey::Kind::Contact => "email",
                _ => "value",
            };
            (name.to_owned(), value.to_owned())
        };
        Given(values.into_iter().filter(|value| !value.is_empty()).map(named).collect())
    }

    /// The query of another step.
    pub(super) fn query(&self, way: Option<(ResponseId, &str)>) -> String {
        let is_kept = |(name, _): &&(String, String)| name != RESPONSE && name != AT;
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.given.0.iter().filter(is_kept));
        if let Some((response, at)) = way {
            query.append_pair(RESPONSE, &response.to_string()).append_pair(AT, at);
        }
        query.finish()
    }
}

/// What a browser says of the languages that its reader understands.
pub(super) fn accepted(headers: &HeaderMap) -> String {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|tags| tags.to_str().ok());
    accepted.unwrap_or_default().to_owned()
}

/// The language tags of a header, in the order in which browsers write them: the best first.
pub(super) fn tags(accepted: &str) -> impl Iterator<Item = &str> {
    accepted.split(',').filter_map(|part| part.split(';').next()).map(str::trim)
}

/// A tag's language without its region.
fn main(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// What a browser's name for itself says of the machine; none for a program.
fn device(agent: &str) -> Option<Device> {
    let says = |word: &str| agent.contains(word);
    if says("iPad") || (says("Android") && !says("Mobi")) {
        return Some(Device::Tablet);
    }
    let large = says("Mozilla/").then_some(Device::Desktop);
    if says("Mobi") { Some(Device::Mobile) } else { large }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn visit(query: &[(&str, &str)], headers: &[(HeaderName, &'static str)]) -> Visit {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers =
            headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
        let given = Given(query.iter().map(pair).collect());
        Visit::new(given, &headers.collect())
    }

    #[test]
    fn a_reader_is_asked_in_the_first_language_that_the_survey_speaks() {
        let spoken = Texts([("en", "a"), ("nl", "b")].map(|(l, t)| (l.into(), t.into())).into());
        let asked = |query: &[(&str, &str)], accepts: &'static str| {
            visit(query, &[(ACCEPT_LANGUAGE, accepts)]).language(&spoken, "de")
        };

        assert_eq!(asked(&[], "ja, nl-BE;q=0.9, en;q=0.8"), "nl-BE");
        assert_eq!(asked(&[("lang", "ar")], "nl"), "ar");
        assert_eq!(asked(&[], "ja"), "de");
    }

    #[test]
    fn a_link_on_another_site_does_not_choose_the_response() {
        let way = [("r", "0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70"), ("at", "why")];

        assert!(visit(&way, &[]).response().is_some());
        assert!(visit(&way, &[(SITE, "same-origin")]).response().is_some());
        assert!(visit(&way, &[(SITE, "cross-site")]).response().is_none());
        assert_eq!(visit(&way, &[(SITE, "none")]).at(), None);
    }

    #[test]
    fn what_a_link_says_goes_along_from_step_to_step() {
        let visit = visit(&[("agent", "Kim & Jo"), ("at", "why"), ("lang", "nl")], &[]);
        let id = ResponseId::from_parts(0, [0; 10]);

        assert_eq!(visit.query(None), "agent=Kim+%26+Jo&lang=nl");
        assert!(visit.query(Some((id, "next"))).ends_with(&format!("&r={id}&at=next")));
    }

    #[test]
    fn a_browsers_name_tells_phones_tablets_and_computers_apart() {
        assert_eq!(device("Mozilla/5.0 (iPhone) Mobile/15E148"), Some(Device::Mobile));
        assert_eq!(device("Mozilla/5.0 (Linux; Android 14; Tab)"), Some(Device::Tablet));
        assert_eq!(device("Mozilla/5.0 (X11; Linux x86_64)"), Some(Device::Desktop));
        assert_eq!(device("curl/8"), None);
    }
}
