//! Keys to the owner API, and the secret that signs tokens.

use leptos::prelude::*;
use shared::time::Timestamp;

use crate::auth::ApiKey;
use crate::dashboard::parts::form::{Line, OwnForm, Refused};
use crate::dashboard::parts::heading::Done;
use crate::dashboard::parts::time::Ago;

/// The shop's keys, and a form for another.
#[component]
pub fn Keys(
    /// Address of the settings.
    to: String,
    csrf: String,
    keys: Vec<ApiKey>,
    now: Timestamp,
    /// What was just done here.
    said: Option<&'static str>,
    /// Id and name of the new key, the name where it was refused.
    new: (String, String),
    refused: Refused,
) -> impl IntoView {
    let action = format!("{to}/keys");
    let (id, name) = new;
    let rows = (!keys.is_empty()).then(|| {
        let rows = keys
            .into_iter()
            .map(|key| view! { <Key action=action.clone() csrf=csrf.clone() key now /> })
            .collect_view();
        view! { <ul class="rows">{rows}</ul> }
    });

    view! {
        <section class="card" id="keys">
            <h2>"Keys"</h2>
            <p>"A program that works for you, such as your shop's back office, uses a key to read and change what you can."</p>
            {said.map(|said| view! { <Done said /> })}
            {rows}
            <OwnForm action csrf refused=refused.clone()>
                <input type="hidden" name="key_id" value=id />
                <div class="inline-form">
                    <Line
                        name="key_name"
                        label="New key for"
                        value=name
                        required=true
                        refused
                    />
                    <button class="button quiet">"Create key"</button>
                </div>
            </OwnForm>
        </section>
    }
}

#[component]
fn Key(action: String, csrf: String, key: ApiKey, now: Timestamp) -> impl IntoView {
    let action = format!("{action}/{}/revoke", key.id);
    let label = format!(" {}", key.name);

    view! {
        <li>
            <div>
                <strong>{key.name}</strong>
                <br />
                <span class="quiet-text small">"made " <Ago at=key.created_at now /></span>
            </div>
            <details>
                <summary>"Revoke" <span class="unseen">{label}</span></summary>
                <p>"Whoever uses this key is refused at once. This cannot be undone."</p>
                <form method="post" action=action>
                    <input type="hidden" name="csrf" value=csrf />
                    <button class="button danger">"Revoke this key"</button>
                </form>
            </details>
        </li>
    }
}

/// The way to a new token secret. The old one is never shown.
#[component]
pub fn TokenSecret(
    /// Address of the settings.
    to: String,
    csrf: String,
    /// Print of the secret that is replaced.
    replaces: String,
    /// Address of the guide to tokens.
    guide: String,
) -> impl IntoView {
    view! {
        <section class="card" id="token-secret">
            <h2>"Token secret"</h2>
            <p>
                "Your shop's server signs tokens with it (JWT, HS256) to prove who a customer is and what they bought. It was shown when the shop was created and is not shown again. "
                <a href=guide>"How to sign a token"</a>
            </p>
            <details>
                <summary>"Make a new one"</summary>
                <p>"Tokens signed with the old one prove nothing any more, from this moment."</p>
                <form method="post" action=format!("{to}/token-secret")>
                    <input type="hidden" name="csrf" value=csrf />
                    <input type="hidden" name="replaces" value=replaces />
                    <button class="button danger">"Make a new token secret"</button>
                </form>
            </details>
        </section>
    }
}
