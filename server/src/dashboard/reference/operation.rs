//! One operation: who may call it, what it takes, and what it answers.

use leptos::prelude::*;
use serde_json::Value;

use super::marked;
use super::schema::kind;
use crate::dashboard::parts::copy::Copy;
use crate::openapi::read::{self, Body, Document, Fields, Media, Parameter, Path};

/// One method of one path.
pub(super) struct Operation<'a> {
    pub(super) document: &'a Document,
    pub(super) path: &'a str,
    pub(super) item: &'a Path,
    pub(super) method: &'a str,
    pub(super) said: &'a read::Operation,
}

impl Operation<'_> {
    /// It, folded up.
    pub(super) fn view(&self) -> impl IntoView + use<> {
        let said = self.said;
        let description = said.description.as_deref().map(|text| view! { <p>{marked(text)}</p> });
        let body = said.request_body.as_ref().map(|body| sent(body).into_any());
        view! {
            <details class="operation">
                <summary>
                    <span class="method">{self.method.to_uppercase()}</span>
                    " "
                    <code>{self.path.to_owned()}</code>
                    " "
                    <span class="quiet-text">{said.summary.clone()}</span>
                </summary>
                <div id=said.operation_id.clone()>
                    {description} <p>{self.callers()}</p> {self.parameters()} {body}
                    {self.answers()}
                </div>
            </details>
        }
    }

    /// Who may call it, as a sentence.
    fn callers(&self) -> &'static str {
        let ways = self.said.security.as_ref().unwrap_or(&self.document.security);
        let with = |name: &str| ways.iter().any(|way| way.find(name).is_some());
        match (with("key"), with("session"), with("csrf")) {
            (false, false, _) => "Anybody may call it.",
            (true, _, true) => {
                "For the shop's owner: with a key, or with a session and its CSRF token."
            }
            (true, _, false) => "For the shop's owner: with a key or a session.",
            (false, true, true) => "For whoever is signed in: with a session and its CSRF token.",
            (false, true, false) => "For whoever is signed in: with a session.",
        }
    }

    fn parameters(&self) -> Option<impl IntoView + use<>> {
        let all = self.item.parameters.iter().chain(&self.said.parameters);
        let all = all.filter_map(|one| one.found(&self.document.components.parameters));
        let rows: Vec<_> = all.map(row).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <div class="table-box">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Parameter"</th>
                                <th scope="col">"Type"</th>
                                <th scope="col">"Meaning"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        })
    }

    fn answers(&self) -> impl IntoView + use<> {
        let found = |(status, answer): &(String, read::Or<Body>)| {
            let answer = answer.found(&self.document.components.responses)?;
            Some(answered(status, answer))
        };
        let answers: Vec<_> = self.said.responses.0.iter().filter_map(found).collect();
        view! {
            <h3>"Answers"</h3>
            <dl class="answers">{answers}</dl>
        }
    }
}

fn row(parameter: &Parameter) -> impl IntoView + use<> {
    let need = if parameter.required { "required" } else { "optional" };
    view! {
        <tr>
            <th scope="row">
                <code>{parameter.name.clone()}</code>
                <br />
                <span class="quiet-text small">{format!("{}, {need}", parameter.r#in)}</span>
            </th>
            <td>{kind(&parameter.schema)}</td>
            <td>{marked(&parameter.description)}</td>
        </tr>
    }
}

fn sent(body: &Body) -> impl IntoView + use<> {
    view! {
        <h3>"Body"</h3>
        {media(&body.content)}
    }
}

fn answered(status: &str, answer: &Body) -> impl IntoView + use<> {
    let status = if status == "default" { "otherwise" } else { status }.to_owned();
    let text = answer.description.as_deref().unwrap_or_default();
    view! {
        <dt>{status}</dt>
        <dd>
            <p>{marked(text)}</p>
            {media(&answer.content)}
        </dd>
    }
}

/// What a body may be, and an example of it, in its first media type.
fn media(content: &Fields<Media>) -> Option<impl IntoView + use<>> {
    let (name, media) = content.0.first()?;
    let shape = media.schema.as_ref().map(|schema| view! { ": " {kind(schema)} });
    let example = media.example.as_ref().map(|example| {
        let text = match example {
            Value::String(text) => text.clone(),
            other => format!("{other:#}"),
        };
        view! { <Copy text label="example" /> }
    });
    Some(view! {
        <p>
            <code>{name.clone()}</code>
            {shape}
        </p>
        {example}
    })
}
