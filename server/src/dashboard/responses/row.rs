//! Responses as a list shows them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use leptos::prelude::*;
use shared::id::{ResponseKey, ShopId};
use shared::response::{Answer, Value};
use shared::survey::Survey;
use shared::time::Timestamp;
use url::Url;

use crate::app::App;
use crate::dashboard::page::Frame;
use crate::dashboard::parts::time::Ago;
use crate::dashboard::words;
use crate::error::Error;
use crate::responses::{Group, Response};
use crate::surveys;

/// Longest excerpt of a comment, in characters: three lines of the widest list.
const EXCERPT: usize = 280;

/// What somebody said beside a score.
#[derive(Clone)]
pub(crate) enum Comment {
    /// In words of their own.
    Written(String),
    /// With the shop's words.
    Chosen(String),
}

/// What a list needs to know of everything that its rows are about.
pub(crate) struct Rows<'a> {
    pub frame: &'a Frame,
    /// Names of the products that are known, by SKU.
    pub names: &'a HashMap<String, String>,
    /// What was said in each response that says something.
    pub comments: &'a HashMap<ResponseKey, Comment>,
    pub now: Timestamp,
}

impl Rows<'_> {
    /// The list.
    pub(crate) fn view(&self, responses: &[Response]) -> AnyView {
        let rows = responses.iter().map(|response| self.row(response)).collect_view();
        view! { <ul class="responses">{rows}</ul> }.into_any()
    }

    fn row(&self, response: &Response) -> AnyView {
        let href = self.frame.to(&format!("/responses/{}", response.key));
        let left_out = (!response.counted)
            .then(|| view! { <li class="left-out">"Suspicious, left out of scores"</li> });
        let partial = (!response.complete).then(|| view! { <li>"Not finished"</li> });

        view! {
            <li class="response" data-row="">
                {given(response)}
                <div class="what">
                    <a class="row" href=href>
                        {self.comment(response)}
                    </a>
                    <ul class="meta">
                        {self.about(response)}
                        {left_out}
                        {partial}
                        <li>
                            <Ago at=response.created_at now=self.now />
                        </li>
                    </ul>
                </div>
            </li>
        }
        .into_any()
    }

    fn comment(&self, response: &Response) -> AnyView {
        match self.comments.get(&response.key).cloned() {
            Some(Comment::Written(text)) => {
                view! { <span class="excerpt" dir="auto">{text}</span> }.into_any()
            }
            Some(Comment::Chosen(text)) => {
                view! { <span class="excerpt none" dir="auto">{text}</span> }.into_any()
            }
            None => view! { <span class="excerpt none">"No comment"</span> }.into_any(),
        }
    }

    /// Where it was given.
    fn about(&self, response: &Response) -> AnyView {
        let context = &response.context;
        let product = context.product.as_ref().map(|sku| {
            let name = self.names.get(sku).unwrap_or(sku).clone();
            view! {
                <li>
                    <bdi>{name}</bdi>
                </li>
            }
        });
        let place = match &context.touchpoint {
            Some(name) => Some(words::touchpoint(name).to_owned()),
            None => context.page.as_deref().and_then(path_of).map(|path| {
                let own = path.contains(&format!("/s/{}/", self.frame.shop.id));
                if own { "The survey’s own page".to_owned() } else { path }
            }),
        };
        let place = place.map(|place| view! { <li>{place}</li> });
        view! { {product} {place} }.into_any()
    }
}

/// The path of a page's address.
fn path_of(page: &str) -> Option<String> {
    Url::parse(page).ok().map(|url| url.path().to_owned())
}

/// The score, with what it means in words.
fn given(response: &Response) -> AnyView {
    let steps = response.effort_steps.unwrap_or(7);
    let (figure, of, word, look) = match (response.nps, response.effort, response.satisfaction) {
        (Some(score), _, _) => {
            let group = Group::of(score);
            let look = match group {
                Group::Promoters => "good",
                Group::Passives => "fair",
                Group::Detractors => "poor",
            };
            (score.to_string(), "of 10", words::member(group), look)
        }
        (None, Some(effort), _) => {
            let (word, look) = match (effort * 2).cmp(&(steps + 1)) {
                Ordering::Greater => ("Easy", "good"),
                Ordering::Equal => ("Neither", "fair"),
                Ordering::Less => ("Hard", "poor"),
            };
            (effort.to_string(), if steps == 5 { "of 5" } else { "of 7" }, word, look)
        }
        (None, None, Some(satisfaction)) => {
            let (word, look) = match satisfaction {
                4.. => ("Satisfied", "good"),
                3 => ("Neither", "fair"),
                _ => ("Not satisfied", "poor"),
            };
            (satisfaction.to_string(), "of 5", word, look)
        }
        (None, None, None) => match response.answers.iter().find_map(stars) {
            Some(stars) => (stars.to_string(), "of 5", "Stars", "none"),
            None => ("–".to_owned(), "", "No score", "none"),
        },
    };
    view! {
        <p class=format!("given {look}")>
            <span class="value">{figure}</span>
            " "
            <span class="of">{of}</span>
            " "
            <span class="word">{word}</span>
        </p>
    }
    .into_any()
}

/// The stars of a review.
fn stars(answer: &Answer) -> Option<i64> {
    match &answer.value {
        Value::Review(review) => Some(review.stars),
        _ => None,
    }
}

/// The beginning of what was written in each of these responses, or else what was chosen, in the
/// shop's language. The id of an option is a text too, but nobody wrote it, so that it takes the
/// questions to tell.
pub(crate) async fn comments(
    app: &App,
    (shop, language): (ShopId, &str),
    responses: &[Response],
) -> Result<HashMap<ResponseKey, Comment>, Error> {
    let (mut comments, mut worded) = (HashMap::new(), HashMap::new());
    for response in responses {
        let asked = surveys::asked(app, shop, response.survey, response.survey_version).await?;
        let Some(asked) = asked else { continue };
        let is_choice = |answer: &Answer| {
            let question = asked.questions.iter().find(|it| it.id == answer.question);
            question.is_some_and(|question| question.kind.is_choice())
        };
        let written = response.answers.iter().filter(|answer| !is_choice(answer)).find_map(text);
        if let Some(text) = written {
            comments.insert(response.key, Comment::Written(excerpt(text)));
        } else if response.answers.iter().any(is_choice) {
            let version = (response.survey, response.survey_version);
            if let Entry::Vacant(place) = worded.entry(version) {
                let found = surveys::version(app, shop, version.0, version.1).await?;
                place.insert(found.map(|survey| survey.in_language(language, language)));
            }
            let chosen = worded[&version].as_ref().map(|survey| chosen(survey, response));
            comments.extend(chosen.map(|text| (response.key, Comment::Chosen(excerpt(&text)))));
        }
    }
    Ok(comments)
}

/// The options that were chosen, in the words of the survey.
fn chosen(survey: &Survey<String>, response: &Response) -> String {
    let options =
        survey.questions.iter().filter(|question| question.kind.is_choice()).flat_map(|question| {
            let answer = response.answers.iter().find(|answer| answer.question == question.id);
            let ids: &[String] = match answer.map(|answer| &answer.value) {
                Some(Value::Text(id)) => std::slice::from_ref(id),
                Some(Value::Chosen(ids)) => ids,
                _ => &[],
            };
            question.options.iter().filter(move |option| ids.contains(&option.id))
        });
    options.map(|option| option.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// What was written in an answer, if anything was.
fn text(answer: &Answer) -> Option<&str> {
    let texts: &[&str] = match &answer.value {
        Value::Text(text) => &[text],
        Value::Review(review) => &[&review.text, &review.title],
        Value::Number(_) | Value::Chosen(_) | Value::Contact(_) => &[],
    };
    texts.iter().find(|text| !text.trim().is_empty()).copied()
}

/// The first characters of a text, on one line.
fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_line_and_never_cuts_a_character() {
        assert_eq!(excerpt("two\r\n  lines "), "two lines");
        assert_eq!(excerpt(&"ü".repeat(EXCERPT)), "ü".repeat(EXCERPT));
        assert_eq!(excerpt(&"ü".repeat(EXCERPT + 1)), format!("{}…", "ü".repeat(EXCERPT)));
    }
}
