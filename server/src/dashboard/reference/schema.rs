//! What values may be: every shape with its fields, and any shape in a few words.

use leptos::prelude::*;

use super::marked;
use crate::openapi::read::{Fields, OneOrMore, Schema, name};

/// Every shape that has a name.
#[component]
pub fn Schemas(
    /// In the order in which they are shown.
    schemas: Fields<Schema>,
) -> impl IntoView {
    let shapes = schemas.0.iter().map(|(name, schema)| named(name, schema)).collect_view();
    view! {
        <section class="chapter" id="shapes">
            <h2>"Shapes"</h2>
            <p>"What is sent and answered, by name. Answers may gain fields; ignore those that you do not know."</p>
            {shapes}
        </section>
    }
}

fn named(name: &str, schema: &Schema) -> impl IntoView + use<> {
    let description = schema.description.as_deref().map(|text| view! { <p>{marked(text)}</p> });
    let parts = if schema.all_of.is_empty() {
        shape(schema).into_any()
    } else {
        schema.all_of.iter().map(part).collect_view().into_any()
    };
    view! {
        <details class="operation">
            <summary>
                <code>{name.to_owned()}</code>
            </summary>
            // Inside, so that a link that leads here unfolds it.
            <div id=format!("shape-{name}")>{description} {parts}</div>
        </details>
    }
}

/// One of the shapes that hold together.
fn part(schema: &Schema) -> AnyView {
    match &schema.reference {
        Some(_) => view! { <p>"All of " {kind(schema)} ", and:"</p> }.into_any(),
        None => shape(schema).into_any(),
    }
}

fn shape(schema: &Schema) -> AnyView {
    if schema.properties.0.is_empty() {
        return view! { <p>{kind(schema)}</p> }.into_any();
    }
    let field = |(name, field): &(String, Schema)| {
        let need = if schema.required.contains(name) { "always there" } else { "may be left out" };
        let default = field.default.as_ref().map(|value| format!("; otherwise {value}"));
        view! {
            <tr>
                <th scope="row">
                    <code>{name.clone()}</code>
                    <br />
                    <span class="quiet-text small">{need} {default}</span>
                </th>
                <td>{kind(field)}</td>
                <td>{marked(field.description.as_deref().unwrap_or_default())}</td>
            </tr>
        }
    };
    let rows = schema.properties.0.iter().map(field).collect_view();
    view! {
        <div class="table-box">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Meaning"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What a value may be, in a few words.
pub(super) fn kind(schema: &Schema) -> AnyView {
    if let Some(reference) = &schema.reference {
        let name = name(reference);
        return view! { <a href=format!("#shape-{name}")>{name.to_owned()}</a> }.into_any();
    }
    if !schema.values.is_empty() {
        let values = schema.values.iter().map(|value| view! { <code>{value.to_string()}</code> });
        return either(values.map(IntoAny::into_any).collect());
    }
    let choices = [&schema.any_of, &schema.one_of].into_iter().flatten();
    let choices: Vec<AnyView> = choices.map(kind).collect();
    if !choices.is_empty() {
        return either(choices);
    }
    if let Some(items) = &schema.items {
        return view! { "list of " {kind(items)} }.into_any();
    }
    match &schema.r#type {
        Some(OneOrMore::One(one)) => one.clone().into_any(),
        Some(OneOrMore::More(several)) => several.join(" or ").into_any(),
        None => "anything".into_any(),
    }
}

/// Alternatives with "or" between them.
fn either(choices: Vec<AnyView>) -> AnyView {
    let parts = choices.into_iter().enumerate().map(|(at, choice)| {
        let or = (at > 0).then_some(" or ");
        view! {
            {or}
            {choice}
        }
    });
    parts.collect_view().into_any()
}
