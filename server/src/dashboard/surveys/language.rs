//! The languages of a survey's texts: buttons of its form, so that going to another one loses
//! nothing that is not saved.

use leptos::prelude::*;
use shared::locale::LANGUAGES;
use shared::survey::Survey;
use shared::text::Texts;

use crate::dashboard::words;

/// One language.
#[derive(Clone)]
pub struct Tab {
    tag: String,
    missing: usize,
    chosen: bool,
}

/// The languages on offer: the shop's own, those that are built in, and those that have texts.
pub(super) fn tabs(survey: &Survey, language: &str, shop_language: &str) -> Vec<Tab> {
    let mut on_offer = vec![shop_language.to_owned()];
    on_offer.extend(LANGUAGES.map(str::to_owned));
    on_offer.extend(texts(survey).flat_map(|texts| texts.0.keys().cloned()));
    on_offer.push(language.to_owned());
    let mut tabs: Vec<Tab> = Vec::new();
    for tag in on_offer {
        if !tabs.iter().any(|other| other.tag.eq_ignore_ascii_case(&tag)) {
            let missing = texts(survey).filter(|texts| texts.get(&tag).is_none()).count();
            let chosen = tag.eq_ignore_ascii_case(language);
            tabs.push(Tab { tag, missing, chosen });
        }
    }
    tabs
}

/// Value and name of each language.
pub(super) fn names(tabs: &[Tab]) -> Vec<(String, String)> {
    tabs.iter().map(|tab| (tab.tag.clone(), words::language(&tab.tag))).collect()
}

/// Every text of a survey.
fn texts(survey: &Survey) -> impl Iterator<Item = &Texts> {
    let of_questions = survey.questions.iter().flat_map(|question| {
        let labels = [&question.low, &question.mid, &question.high].into_iter().flatten();
        let options = question.options.iter().map(|option| &option.text);
        labels.chain(options).chain([&question.text])
    });
    of_questions.chain([&survey.thanks])
}

/// Buttons that show the texts of another language.
#[component]
pub fn Tabs(tabs: Vec<Tab>) -> impl IntoView {
    let incomplete = tabs.iter().any(|tab| tab.missing > 0);
    let items = tabs
        .into_iter()
        .map(|tab| {
            let missing = (tab.missing > 0).then(|| {
                let said = words::counted(i64::try_from(tab.missing).unwrap_or(0), "text", "texts");
                view! {
                    <span class="figure quiet-text">
                        " " {tab.missing}
                        <span class="unseen">{format!(" ({said} missing)")}</span>
                    </span>
                }
            });
            view! {
                <li>
                    <button
                        class="chip"
                        name="do"
                        value=format!("language.{}", tab.tag)
                        aria-current=tab.chosen.then_some("true")
                        lang="en"
                    >
                        {words::language(&tab.tag)}
                        {missing}
                    </button>
                </li>
            }
        })
        .collect_view();

    view! {
        <div class="chips languages" role="group" aria-label="Language of the texts">
            <ul>{items}</ul>
            {incomplete
                .then(|| {
                    view! {
                        <p class="hint">
                            "A number says how many texts a language lacks; where one is empty, shoppers read another language."
                        </p>
                    }
                })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::templates::product_nps;

    #[test]
    fn every_built_in_language_and_every_other_with_texts_is_on_offer_once() {
        let mut survey = product_nps();
        survey.thanks.0.insert("ja".to_owned(), "ありがとう".to_owned());

        let tabs = tabs(&survey, "NL", "sv");

        let on_offer: Vec<_> = tabs.iter().map(|tab| tab.tag.as_str()).collect();
        assert_eq!(on_offer, ["sv", "en", "nl", "ru", "de", "fr", "es", "ar", "ja"]);
        assert_eq!(tabs.iter().position(|tab| tab.chosen), Some(2));
        assert_eq!(tabs.iter().map(|tab| tab.missing).collect::<Vec<_>>()[..3], [0, 0, 0]);
        assert_eq!(tabs[8].missing, 5);
    }
}
