//! A survey as a form: written into it, shown, and read from it.

use leptos::prelude::*;
use shared::survey::Survey;
use shared::text::Texts;

use super::list::kind;
use super::rule::{self, RuleFields};
use super::wording::Wording;
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Choice, Line, Lines, OwnForm, Refused, Tick};
use crate::dashboard::words;
use crate::error::Error;
use crate::surveys::{Placement, Settings, ShopSurvey};

/// A survey as the form shows it in one language.
pub(super) fn written(settings: &Settings, language: &str) -> Fields {
    let text = |texts: Option<&Texts>| {
        texts.and_then(|texts| texts.get(language)).unwrap_or_default().to_owned()
    };
    let mut fields = Fields::default()
        .with("title", &settings.title)
        .with("name", &settings.name)
        .with("placement", settings.placement.as_str())
        .with("live", settings.live.to_string())
        .with("thanks", text(Some(&settings.survey.thanks)));
    for (at, question) in settings.survey.questions.iter().enumerate() {
        fields = fields
            .with(format!("questions[{at}].text"), text(Some(&question.text)))
            .with(format!("questions[{at}].low"), text(question.low.as_ref()))
            .with(format!("questions[{at}].mid"), text(question.mid.as_ref()))
            .with(format!("questions[{at}].high"), text(question.high.as_ref()));
    }
    let fields = rule::written(fields, &settings.rule);
    let prints = fields.prints();
    fields.with("seen", prints)
}

/// What is not as it was when a form was shown: the name of each field and what it says now.
pub(super) fn changed(settings: &Settings, sent: &Fields) -> Vec<(String, String)> {
    words::changed(&written(settings, sent.one("language")), sent.one("seen"))
}

/// What a form says of a survey; the texts of other languages stay as they were.
pub(super) fn read(
    fields: &Fields,
    before: &ShopSurvey,
    language: &str,
) -> Result<Settings, Error> {
    let before = &before.settings;
    Ok(Settings {
        name: fields.one("name").trim().to_owned(),
        title: fields.one("title").trim().to_owned(),
        live: fields.has("live", "true"),
        placement: match fields.one("placement") {
            "inline" => Placement::Inline,
            _ => Placement::Popover,
        },
        rule: rule::read(fields, &before.rule)?,
        schedule: before.schedule,
        survey: reworded(&before.survey, fields, language),
    })
}

fn reworded(before: &Survey, fields: &Fields, language: &str) -> Survey {
    let mut survey = before.clone();
    for (at, question) in survey.questions.iter_mut().enumerate() {
        set(&mut question.text, language, fields.filled(&format!("questions[{at}].text")));
        for (name, label) in
            [("low", &mut question.low), ("mid", &mut question.mid), ("high", &mut question.high)]
        {
            let mut texts = label.take().unwrap_or_default();
            set(&mut texts, language, fields.filled(&format!("questions[{at}].{name}")));
            *label = Some(texts).filter(|texts| !texts.0.is_empty());
        }
    }
    set(&mut survey.thanks, language, fields.filled("thanks"));
    survey
}

/// Sets the text of one language; an empty one is taken away.
fn set(texts: &mut Texts, language: &str, text: Option<String>) {
    texts.0.retain(|tag, _| !tag.eq_ignore_ascii_case(language));
    if let Some(text) = text {
        texts.0.insert(language.to_owned(), text.replace("\r\n", "\n"));
    }
}

/// The form.
#[component]
pub fn SurveyForm(
    /// Address of the survey's page.
    action: String,
    csrf: String,
    fields: Fields,
    refused: Refused,
    /// The language of the texts in it.
    language: String,
    /// The questions, and what is read where the thanks are empty.
    wording: (Vec<Wording>, Option<String>),
) -> impl IntoView {
    let (questions, thanks) = wording;
    let lang = language.clone();

    view! {
        <OwnForm action csrf refused=refused.clone() guarded=true>
            <input type="hidden" name="language" value=language />
            <input type="hidden" name="seen" value=fields.one("seen").to_owned() />
            <section class="card fields">
                <h2>"What is asked"</h2>
                {questions
                    .into_iter()
                    .enumerate()
                    .map(|(at, wording)| {
                        view! {
                            <QuestionFields
                                at
                                wording
                                fields=fields.clone()
                                refused=refused.clone()
                                lang=lang.clone()
                            />
                        }
                    })
                    .collect_view()}
                <Line
                    name="thanks"
                    label="Thanks, at the end"
                    hint=thanks.unwrap_or_default()
                    value=fields.one("thanks")
                    lang=lang.clone()
                    refused=refused.clone()
                />
            </section>
            <section class="card fields">
                <h2>"When and where"</h2>
                <General fields=fields.clone() refused=refused.clone() />
                <RuleFields fields=fields.clone() refused=refused.clone() />
            </section>
            <div class="actions save">
                <button class="button">"Save"</button>
                <p class="hint">"Other words make a new version; answers keep the words they were asked with."</p>
            </div>
        </OwnForm>
    }
}

/// The texts of one question.
#[component]
fn QuestionFields(
    at: usize,
    wording: Wording,
    fields: Fields,
    refused: Refused,
    lang: String,
) -> impl IntoView {
    let name = format!("questions[{at}].text");
    let hint = [wording.when, wording.text].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let value = fields.one(&name).to_owned();
    let labels = wording
        .labels
        .into_iter()
        .map(|(part, label, instead)| {
            let name = format!("questions[{at}].{part}");
            let value = fields.one(&name).to_owned();
            view! { <Line name label hint=instead.unwrap_or_default() value lang=lang.clone() refused=refused.clone() /> }
        })
        .collect_view();

    view! {
        <fieldset class="group question">
            <legend>
                {format!("Question {}", at + 1)} <span class="quiet-text">{kind(wording.kind)}</span>
            </legend>
            <Lines
                name
                label="Text"
                hint
                value
                rows=2
                lang=lang.clone()
                refused=refused.clone()
            />
            <div class="columns">{labels}</div>
        </fieldset>
    }
}

/// What is the same in every language.
#[component]
fn General(fields: Fields, refused: Refused) -> impl IntoView {
    let placements = [
        ("popover", "In the corner; on phones at the foot of the page"),
        ("inline", "In the page, where its element stands"),
    ]
    .map(|(value, words)| (value.to_owned(), words.to_owned()));

    view! {
        <Tick name="live" label="Live" hint="Asked where the rule below says." ticked=fields.has("live", "true") />
        <div class="columns">
            <Line
                name="title"
                label="Title"
                hint="For you; shoppers never see it."
                value=fields.one("title")
                required=true
                refused=refused.clone()
            />
            <Line
                name="name"
                label="Name in pages"
                hint="For <candor-survey name=…> and candor.push([\"show\", …])."
                value=fields.one("name")
                required=true
                refused=refused.clone()
            />
        </div>
        <Choice
            name="placement"
            label="Where it appears"
            options=placements.into()
            value=fields.one("placement")
            refused
        />
    }
}

#[cfg(test)]
mod tests {
    use shared::id::SurveyId;
    use shared::time::Timestamp;

    use super::*;
    use crate::surveys::templates;

    #[test]
    fn a_form_that_is_sent_as_it_was_shown_changes_nothing() {
        let [settings, _] = templates::usual(true);
        let fields = written(&settings, "nl");
        let before = ShopSurvey {
            id: SurveyId::new(uuid::Uuid::nil()),
            version: 1,
            settings,
            created_at: Timestamp::default(),
            updated_at: Timestamp::default(),
        };

        assert_eq!(read(&fields, &before, "nl").ok(), Some(before.settings.clone()));
    }

    #[test]
    fn emptying_a_text_leaves_other_languages_alone() {
        let mut texts = Texts::one("en", "Hello");
        set(&mut texts, "nl-BE", Some("Dag".to_owned()));
        set(&mut texts, "NL-be", None);

        assert_eq!(texts, Texts::one("en", "Hello"));
    }
}
