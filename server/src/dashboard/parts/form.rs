//! Forms: labels, hints, and the message at the field that was refused.

use leptos::prelude::*;
use shared::invalid::Invalid;

use crate::dashboard::error_page::sentence;
use crate::error::Error;

/// The field that was refused when a form was sent, and why. Nothing was refused where there
/// is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused(Option<(String, String)>);

impl Refused {
    /// What an error says about a form. Errors that are about something else stay errors.
    pub fn by(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(Invalid { field, reason }) => {
                Ok(Self(Some((field, sentence(&reason.to_string())))))
            }
            Error::Conflict { field, reason } => {
                Ok(Self(Some((field.to_owned(), sentence(reason)))))
            }
            other => Err(other),
        }
    }

    /// The same refusal where the form's field is called otherwise.
    pub fn called(self, field: &str, name: &str) -> Self {
        Self(self.0.map(|(at, why)| (if at == field { name.to_owned() } else { at }, why)))
    }

    /// The message for exactly this field.
    fn exactly(&self, name: &str) -> Option<String> {
        self.0.as_ref().filter(|(field, _)| field == name).map(|(_, why)| why.clone())
    }

    /// Whether it is about one of these fields, or about one inside them.
    pub(crate) fn is_about(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.of(name).is_some())
    }

    /// The message for a field, or for one inside it: `origins` also stands for `origins[2]`.
    fn of(&self, name: &str) -> Option<String> {
        let (field, why) = self.0.as_ref()?;
        let rest = field.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(['[', '.'])).then(|| why.clone())
    }
}

/// A form that is sent to one of our own pages.
#[component]
pub fn OwnForm(
    /// Where it is sent.
    action: String,
    /// The session's token; none where nobody is signed in.
    #[prop(into, optional)]
    csrf: Option<String>,
    /// What was refused; said at the top, too.
    #[prop(optional)]
    refused: Refused,
    /// What is not lost where something was refused.
    #[prop(default = "What you wrote is still here.")]
    kept: &'static str,
    /// Whether the browser asks before it leaves what was not saved.
    #[prop(optional)]
    guarded: bool,
    /// Whether there is something in it already that was not saved.
    #[prop(optional)]
    changed: bool,
    /// Its id, where buttons elsewhere on the page belong to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    // Whoever only signs in does not wait for anything to be saved.
    let what = match csrf {
        Some(_) => "Nothing is saved yet: one field below needs another look. ",
        None => "That did not work: one field below needs another look. ",
    };
    let csrf = csrf.map(|csrf| view! { <input type="hidden" name="csrf" value=csrf /> });
    let said = refused.0.map(|_| {
        view! {
            <p class="notice poor" role="alert">
                {what} {kept}
            </p>
        }
    });

    view! {
        <form
            class="form"
            id=id
            method="post"
            action=action
            novalidate
            data-guarded=guarded.then_some("")
            data-changed=changed.then_some("")
        >
            {csrf} {said} {children()}
        </form>
    }
}

/// Fields that are rarely needed: folded away, with a line that says what they say now.
#[component]
pub fn Folded(
    /// What they are about.
    title: &'static str,
    /// What they say now.
    said: String,
    /// Whether they are shown at once.
    open: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="folded" open=open>
            <summary>
                <span class="title">{title}</span>
                " "
                <span class="said">{said}</span>
            </summary>
            <div class="fields">{children()}</div>
        </details>
    }
}

/// The message at something that has no field of its own.
#[component]
pub fn Message(
    /// The field that a refusal names.
    #[prop(into)]
    name: String,
    refused: Refused,
) -> impl IntoView {
    let id = format!("{}-message", id(&name));
    refused.exactly(&name).map(|message| {
        view! {
            <p class="message" id=id>
                {message}
            </p>
        }
    })
}

/// What stands around every field: label above, hint and message below. Of no type of its own:
/// a page full of fields would be of a type that takes the compiler too long.
fn around(
    name: &str,
    (label, hint): (String, String),
    message: Option<String>,
    control: AnyView,
) -> AnyView {
    let id = id(name);
    let hint = (!hint.is_empty()).then(|| {
        view! {
            <p class="hint" id=format!("{id}-hint")>
                {hint}
            </p>
        }
    });
    let message = message.map(|message| {
        view! {
            <p class="message" id=format!("{id}-message")>
                {message}
            </p>
        }
    });

    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {control}
            {hint}
            {message}
        </div>
    }
    .into_any()
}

/// The id of a field's control: its name, where only letters, digits, `-` and `_` stay.
fn id(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' })
        .collect()
}

/// Which texts describe a field's control.
fn described_by(name: &str, hint: bool, message: bool) -> Option<String> {
    let id = id(name);
    let hint = hint.then(|| format!("{id}-hint"));
    let message = message.then(|| format!("{id}-message"));
    let both: Vec<_> = [message, hint].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// One line of text.
#[component]
pub fn Line(
    /// Its name in the form, and the field that a refusal names.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    /// What it is for, or an example.
    #[prop(into, optional)]
    hint: String,
    /// What stands in it.
    #[prop(into, optional)]
    value: String,
    /// `text`, `email`, `url`, `password`, `number`, `search`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
    /// Language of the text in it, where that is not the page's.
    #[prop(into, optional)]
    lang: Option<String>,
    #[prop(optional)] refused: Refused,
) -> impl IntoView {
    let message = refused.of(&name);
    // A field of type "number" sends nothing at all where somebody writes 2,5.
    let figures = kind == "number";
    let control = view! {
        <input
            id=id(&name)
            name=name.clone()
            type=if figures { "text" } else { kind }
            inputmode=figures.then_some("decimal")
            value=value
            autocomplete=autocomplete
            required=required
            dir=lang.is_some().then_some("auto")
            lang=lang
            autofocus=message.is_some()
            aria-invalid=message.is_some().then_some("true")
            aria-describedby=described_by(&name, !hint.is_empty(), message.is_some())
        />
    };
    around(&name, (label, hint), message, control.into_any())
}

/// Several lines of text.
#[component]
pub fn Lines(
    /// Its name in the form, and the field that a refusal names.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    /// What it is for, or an example.
    #[prop(into, optional)]
    hint: String,
    /// What stands in it.
    #[prop(into, optional)]
    value: String,
    /// How many lines are seen.
    #[prop(default = 4)]
    rows: u8,
    /// Whether columns matter, as in a list of patterns.
    #[prop(optional)]
    code: bool,
    /// Language of the text in it, where that is not the page's.
    #[prop(into, optional)]
    lang: Option<String>,
    #[prop(optional)] refused: Refused,
) -> impl IntoView {
    let message = refused.of(&name);
    let control = view! {
        <textarea
            id=id(&name)
            name=name.clone()
            rows=rows
            class=if code { "code" } else { "" }
            spellcheck=if code { "false" } else { "true" }
            dir=lang.is_some().then_some("auto")
            lang=lang
            autofocus=message.is_some()
            aria-invalid=message.is_some().then_some("true")
            aria-describedby=described_by(&name, !hint.is_empty(), message.is_some())
        >
            {inside_textarea(&value)}
        </textarea>
    };
    around(&name, (label, hint), message, control.into_any())
}

/// A text as it may stand inside `<textarea>`, whose children Leptos does not escape. Browsers
/// drop a first line end, so one is put before it.
pub(crate) fn inside_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// One of several values.
#[component]
pub fn Choice(
    /// Its name in the form, and the field that a refusal names.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    /// What it is for.
    #[prop(into, optional)]
    hint: String,
    /// Value and words of each.
    options: Vec<(String, String)>,
    /// The one that is chosen.
    #[prop(into, optional)]
    value: String,
    #[prop(optional)] refused: Refused,
) -> impl IntoView {
    let message = refused.of(&name);
    let options = options
        .into_iter()
        .map(|(option, words)| {
            let chosen = option == value;
            view! {
                <option value=option selected=chosen>
                    {words}
                </option>
            }
        })
        .collect_view();
    let control = view! {
        <select
            id=id(&name)
            name=name.clone()
            aria-invalid=message.is_some().then_some("true")
            aria-describedby=described_by(&name, !hint.is_empty(), message.is_some())
        >
            {options}
        </select>
    };
    around(&name, (label, hint), message, control.into_any())
}

/// A box to tick; it is sent as `true`, and not at all where it is not ticked.
#[component]
pub fn Tick(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    /// What it is for.
    #[prop(into, optional)]
    hint: String,
    /// What is sent where it is ticked; several boxes of one name have different ones.
    #[prop(into, default = "true".to_owned())]
    value: String,
    #[prop(optional)] ticked: bool,
) -> impl IntoView {
    let id = if value == "true" { id(&name) } else { id(&format!("{name}-{value}")) };
    let hint = (!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> });

    view! {
        <label class="tick" for=id.clone()>
            <input id=id.clone() type="checkbox" name=name value=value checked=ticked />
            <span>{label} {hint}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use shared::invalid::Reason;

    use super::*;

    #[test]
    fn a_refusal_is_found_at_its_field() {
        let refused = Refused::by(Invalid::new("origins[1]", Reason::Missing).into());
        let refused = refused.expect("a refusal");

        assert_eq!(refused.of("origins").as_deref(), Some("This is required."));
        assert_eq!(refused.of("origin"), None);
        assert_eq!(refused.of("name"), None);
        assert!(Refused::by(Error::NotFound("shop")).is_err());
    }

    #[test]
    fn a_text_cannot_leave_its_textarea() {
        let page = view! { <Lines name="a" label="A" value="</textarea><script>&" /> };

        let html = page.into_view().to_html();

        assert!(html.contains("&lt;/textarea>&lt;script>&amp;</textarea>"), "{html}");
    }
}
