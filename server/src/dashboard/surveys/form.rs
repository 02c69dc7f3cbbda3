//! A survey as a form: written into it, read from it, and shown.

use leptos::prelude::*;
use shared::locale::page_words;
use shared::text::Texts;

use super::question::{self, QuestionFields};
use super::rule::{self, RuleFields};
use super::wording::Wording;
use super::{draft, language};
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::folded::Folded;
use crate::dashboard::parts::form::{Choice, Line, OwnForm, Refused, Tick};
use crate::dashboard::words;
use crate::error::Error;
use crate::surveys::{Placement, Settings};

/// Its id, for buttons that stand beside it.
pub(super) const FORM: &str = "survey-form";

/// A survey as the form shows it in one language.
pub(super) fn written(settings: &Settings, language: &str) -> Fields {
    let fields = Fields::default()
        .with("title", &settings.title)
        .with("name", &settings.name)
        .with("placement", settings.placement.as_str())
        .with("live", settings.live.to_string())
        .with("thanks", settings.survey.thanks.get(language).unwrap_or_default())
        .with("tab", settings.tab.get(language).unwrap_or_default())
        .with("draft", draft::packed(settings))
        .with("language", language);
    let fields = question::written(fields, &settings.survey, language);
    rule::schedule_written(rule::written(fields, &settings.rule), &settings.schedule)
}

/// Everything that a survey says, in every language, to be compared with what it said before.
fn facts(settings: &Settings) -> Fields {
    let live = settings.live.to_string();
    let fields = Fields::default()
        .with("title", &settings.title)
        .with("name", &settings.name)
        .with("placement", settings.placement.as_str())
        .with("live", live);
    let fields = question::each(fields, "tab".to_owned(), &settings.tab);
    let fields = question::facts(fields, &settings.survey);
    rule::schedule_written(rule::written(fields, &settings.rule), &settings.schedule)
}

/// By which a form tells later whether the survey is still what it was.
pub(super) fn prints(settings: &Settings) -> String {
    facts(settings).prints()
}

/// What is not as it was when a form was shown: the name of each field and what it says now.
pub(super) fn changed(settings: &Settings, sent: &Fields) -> Vec<(String, String)> {
    words::changed(&facts(settings), sent.one("seen"))
}

/// What a form says of a survey, where `before` is what it carried along; the texts of other
/// languages stay as they were.
pub(super) fn read(fields: &Fields, before: &Settings, language: &str) -> Result<Settings, Error> {
    let mut survey = question::read(fields, &before.survey, language)?;
    set(&mut survey.thanks, language, fields.filled("thanks"));
    let mut tab = before.tab.clone();
    set(&mut tab, language, fields.filled("tab"));
    Ok(Settings {
        name: fields.one("name").trim().to_owned(),
        title: fields.one("title").trim().to_owned(),
        live: fields.has("live", "true"),
        placement: Placement::parse(fields.one("placement")),
        tab,
        rule: rule::read(fields, &before.rule)?,
        schedule: rule::schedule_read(fields, &before.schedule)?,
        survey,
    })
}

/// Sets the text of one language; an empty one is taken away.
pub(super) fn set(texts: &mut Texts, language: &str, text: Option<String>) {
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
    /// Every question as it is shown, and what is read where the thanks are empty.
    wording: (Vec<Wording>, Option<String>),
    /// Languages to choose from, each with how many texts it lacks.
    languages: Vec<language::Tab>,
    /// Address of the shop's settings.
    settings: String,
    /// Whether there is something in it that is not saved.
    changed: bool,
) -> impl IntoView {
    let (questions, thanks) = wording;
    let hidden = ["language", "seen", "draft"]
        .map(|name| view! { <input type="hidden" name=name value=fields.one(name).to_owned() /> });
    let all = question::Others::of(&questions);
    let shown = questions
        .into_iter()
        .map(|wording| {
            view! {
                <QuestionFields
                    wording
                    others=all.clone()
                    fields=fields.clone()
                    refused=refused.clone()
                    action=action.clone()
                />
            }
        })
        .collect_view();

    view! {
        <OwnForm action=action.clone() csrf refused=refused.clone() guarded=true changed id=FORM>
            // Enter in a field presses the first button.
            <button hidden>"Save"</button>
            {hidden}
            <section class="card fields" id="asked">
                <h2>"What is asked"</h2>
                <language::Tabs tabs=languages />
                {shown}
                <question::Add taken=all.kinds() action=action.clone() refused=refused.clone() />
                <Around fields=fields.clone() refused=refused.clone() thanks />
            </section>
            <section class="card fields" id="when">
                <h2>"When and where"</h2>
                <RuleFields fields=fields.clone() refused=refused.clone() />
            </section>
            <section class="card fields" id="look">
                <h2>"Look and name"</h2>
                <General fields refused settings />
            </section>
            <div class="actions save">
                <button class="button">"Save"</button>
                <p class="hint">
                    {changed.then(|| view! { <strong>"Not saved yet. "</strong> })}
                    "Other words make a new version; answers keep the words they were asked with."
                </p>
            </div>
        </OwnForm>
    }
}

/// The words around the questions.
#[component]
fn Around(
    fields: Fields,
    refused: Refused,
    /// What is read where the thanks are empty.
    thanks: Option<String>,
) -> impl IntoView {
    let lang = fields.one("language").to_owned();
    let on_tab = page_words(&lang, &lang).tab;

    view! {
        <div class="fields question">
            <Line
                name="thanks"
                label="Thanks, at the end"
                hint=thanks.unwrap_or_default()
                value=fields.one("thanks")
                lang=lang.clone()
                refused=refused.clone()
            />
            <Line
                name="tab"
                label="Word on the tab"
                hint=format!("Where it appears behind a tab. Empty says “{on_tab}”.")
                value=fields.one("tab")
                lang
                refused
            />
        </div>
    }
}

/// What is the same in every language.
#[component]
fn General(fields: Fields, refused: Refused, settings: String) -> impl IntoView {
    let placements = [
        ("popover", "In the corner; on phones at the foot of the page"),
        ("inline", "In the page, where its element stands"),
        ("tab", "Behind a tab at the page’s edge, until somebody presses it"),
    ]
    .map(|(value, words)| (value.to_owned(), words.to_owned()));
    let name = fields.one("name").to_owned();
    let open = refused.is_about(&["name"]);

    view! {
        <Tick
            name="live"
            label="Live"
            hint="Asked where the rule above says. Not ticked, it is a draft, or paused."
            ticked=fields.has("live", "true")
        />
        <Line
            name="title"
            label="Title"
            hint="For you; shoppers never see it."
            value=fields.one("title")
            required=true
            refused=refused.clone()
        />
        <Choice
            name="placement"
            label="Where it appears"
            options=placements.into()
            value=fields.one("placement")
            refused=refused.clone()
        />
        <p class="hint">
            "Colour, font, corners, side, and light or dark are the same for every survey: "
            <a href=settings>"they stand in the settings"</a> "."
        </p>
        <div class="folds">
            <Folded fold="name" title="Name in pages" said=name fields=fields.clone() open>
                <Line
                    name="name"
                    label="Name"
                    hint="For <candor-survey name=…> and candor.push([\"show\", …])."
                    value=fields.one("name")
                    required=true
                    refused
                />
            </Folded>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use shared::locale::LANGUAGES;

    use super::*;
    use crate::surveys::templates::{self, Template};

    #[test]
    fn a_form_that_is_sent_as_it_was_shown_changes_nothing() {
        let all = Template::ALL.map(Template::settings);
        for settings in all.into_iter().chain(templates::usual(true)) {
            for language in LANGUAGES.into_iter().chain(["ja"]) {
                let fields = written(&settings, language);
                let carried = draft::unpacked(fields.one("draft")).expect("a draft");

                let read = read(&fields, &carried, language);

                assert_eq!(read.ok(), Some(settings.clone()), "{language}");
            }
        }
    }

    #[test]
    fn a_form_notices_what_changed_in_any_language() {
        let [before, _] = templates::usual(true);
        let sent = Fields::default().with("seen", prints(&before));
        let mut after = before.clone();
        set(&mut after.survey.thanks, "nl", Some("Dank!".to_owned()));

        assert_eq!(changed(&before, &sent), []);
        let changed = changed(&after, &sent);
        assert_eq!(changed, [("Thanks, at the end, in Dutch".to_owned(), "“Dank!”".to_owned())]);
    }

    #[test]
    fn emptying_a_text_leaves_other_languages_alone() {
        let mut texts = Texts::one("en", "Hello");
        set(&mut texts, "nl-BE", Some("Dag".to_owned()));
        set(&mut texts, "NL-be", None);

        assert_eq!(texts, Texts::one("en", "Hello"));
    }
}
