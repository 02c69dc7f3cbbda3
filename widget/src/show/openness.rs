//! What became of all reviews, in one line: nothing that waits or was withheld is left out.

use leptos::prelude::*;
use shared::locale::{Locale, display_words};
use shared::review::Withheld;

/// What became of the reviews that a shop received.
#[derive(Clone, Debug, Default)]
pub struct Openness {
    /// How many it received.
    pub received: i64,
    /// How many are public.
    pub published: i64,
    /// How many wait for a decision.
    pub waiting: i64,
    /// For how many whole days the first of them does.
    pub oldest_days: i64,
    /// How many are withheld for each reason.
    pub withheld: Vec<(Withheld, i64)>,
    /// How many their authors took back.
    pub withdrawn: i64,
}

impl Openness {
    /// The line, as readers of a language say it.
    fn say(&self, words: &Locale) -> String {
        let display = display_words(words.language);
        let (comma, semicolon) = if words.right_to_left { ("، ", "؛ ") } else { (", ", "; ") };
        let number = |n| words.show.number(n);
        let published = display.published.replace("{published}", &number(self.published));
        let mut parts = vec![published.replace("{received}", &number(self.received))];
        if self.waiting > 0 {
            let mut waiting = display.waiting.say(self.waiting, words);
            if self.oldest_days > 0 {
                waiting = waiting + comma + &display.oldest.say(self.oldest_days, words);
            }
            parts.push(waiting);
        }
        let withheld = self.withheld.iter().filter(|(_, count)| *count > 0);
        let reasons: Vec<String> = withheld
            .map(|(reason, count)| format!("{} {}", display.withheld_for(*reason), number(*count)))
            .collect();
        if !reasons.is_empty() {
            let count = self.withheld.iter().map(|(_, count)| count).sum();
            let count = display.withheld.say(count, words);
            parts.push(format!("{count}: {}", reasons.join(comma)));
        }
        if self.withdrawn > 0 {
            parts.push(display.withdrawn.say(self.withdrawn, words));
        }
        parts.join(semicolon)
    }
}

/// The line at the foot of a display.
#[component]
pub(super) fn OpennessLine(openness: Openness, words: &'static Locale) -> AnyView {
    view! {
        <p class="candor-openness" part="openness">
            {openness.say(words)}
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use shared::locale::locale;

    use super::*;

    #[test]
    fn every_review_is_accounted_for_in_the_reader_s_language() {
        let openness = Openness {
            received: 1_419,
            published: 1_412,
            waiting: 3,
            oldest_days: 4,
            withheld: vec![(Withheld::Spam, 2), (Withheld::Abuse, 1), (Withheld::Illegal, 0)],
            withdrawn: 1,
        };
        let said = |language| openness.say(locale(language, "en"));

        assert_eq!(
            said("en"),
            "1,412 of 1,419 published; 3 waiting, the oldest for 4 days; \
             3 withheld: spam 2, abuse 1; 1 taken back by its author"
        );
        assert!(said("ru").contains("3 ожидают проверки, самый давний — 4 дня"), "{}", said("ru"));
        assert!(said("ar").contains("؛ 3 قيد الانتظار، أقدمها منذ 4 أيام"), "{}", said("ar"));
        assert!(said("de").starts_with("1.412 von 1.419 veröffentlicht"), "{}", said("de"));
    }

    #[test]
    fn what_is_not_there_is_not_said() {
        let openness = Openness { received: 5, published: 5, ..Openness::default() };

        assert_eq!(openness.say(locale("en", "en")), "5 of 5 published");
    }
}
