//! One screen: a question with what it is answered with and the way on, or the thanks.

use shared::survey::{Icons, Kind, Question};

use super::decimal::decimal;
use super::part::{Part, part};
use super::review::{consent, opens, review};
use super::scale::scale;
use super::state::{counted, fill, goes_on};
use super::text::{Field, line, problem, sentences};
use super::{Run, choice};

/// Some sentences or one line, in which Enter goes on.
static ANSWER: Field =
    Field { name: "", id: "answer", problem: "answer-problem", text: |state| &mut state.text };
static EMAIL: Field = Field { name: "email", ..ANSWER };

/// The screen that is due.
pub fn screen(run: &Run) -> Part {
    let (question, thanks) = run.read(|state| (state.flow.question(), state.flow.thanks()));
    let Some(question) = question else {
        let note = part("div", "note").with("role", "status");
        let note = note.tell(run, (), |state, ()| state.notice.clone());
        // Without an address it is neither seen nor reached.
        let own = part("a", "own")
            .with("target", "_blank")
            .with("rel", "noopener noreferrer")
            .follow(run, "href", (), |state, ()| state.own)
            .tell(run, (), |state, ()| {
                let said = state.own.map(|_| state.words.your_review.clone());
                said.unwrap_or_default()
            });
        return part("div", "thanks").hold(heading(thanks)).hold(note).hold(own);
    };
    let words = run.read(|state| state.words);
    let body = part("div", "body").hold(heading(&question.text));
    let body = match question.kind {
        Kind::SingleChoice => body.hold(choice::one(run, question)),
        Kind::MultipleChoice => body
            .hold(part("div", "note").with("id", "several").say(&words.several))
            .hold(choice::several(run, question))
            .hold(problem(run, &ANSWER)),
        Kind::ShortText => write(run, body, line(run, &ANSWER), &words.placeholder),
        Kind::LongText => write(run, body, sentences(run, &ANSWER), &words.placeholder),
        Kind::Review => body.hold(review(run)),
        Kind::Contact => contact(run, body),
        _ => numbers(run, question, body),
    };
    let consent = match question.kind {
        Kind::Review => Some(opens(run, consent(run, &words.consent, &words.consent_note))),
        Kind::Contact => Some(consent(run, &words.contact_consent, "").with("data-open", "")),
        _ => None,
    };
    let screen = part("div", "screen").hold(progress(run)).hold(body);
    screen.hold(consent).hold(way(run, question))
}

fn heading(text: &str) -> Part {
    part("div", "question").with("id", "question").with("tabindex", "-1").say(text)
}

/// How far the shopper has come; nothing where there is one question only.
fn progress(run: &Run) -> Option<Part> {
    let (label, step, total) = run.read(|state| {
        let (step, total) = state.flow.progress();
        let number = |name: &str| if name == "step" { step } else { total };
        (fill(&state.words.progress, number), step, total)
    });
    (total > 1).then(|| {
        part("progress", "progress")
            .with("aria-label", &label)
            .with("value", &counted(step))
            .with("max", &counted(total))
    })
}

/// A field for the answer, and what is said below it.
fn write(run: &Run, into: Part, input: Part, placeholder: &str) -> Part {
    let input = input.with("aria-labelledby", "question").with("placeholder", placeholder);
    into.hold(input).hold(problem(run, &ANSWER))
}

/// A field for an e-mail address, and what is said below it.
fn contact(run: &Run, into: Part) -> Part {
    let input = line(run, &EMAIL)
        .with("aria-labelledby", "question")
        .with("type", "email")
        .with("name", "email")
        .with("autocomplete", "email")
        .with("dir", "ltr");
    into.hold(input).hold(problem(run, &EMAIL))
}

/// A scale of numbers, stars or faces, with words under its ends and under its middle.
fn numbers(run: &Run, question: &Question<String>, into: Part) -> Part {
    let all = run.read(|state| state.words);
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let words = [word(&question.low), word(&question.mid), word(&question.high)];
    let (low, high) = question.scale().unwrap_or_default();
    let step = |number: i64| {
        let at = usize::try_from(number).unwrap_or_default();
        let word = match number {
            _ if number == low => words[0].as_str(),
            _ if number == high => &words[2],
            _ if number * 2 == low + high => &words[1],
            _ => "",
        };
        let (label, name) = match question.icons {
            Icons::Numbers => (decimal(number), decimal(number)),
            Icons::Stars => (String::new(), all.star_names[(at - 1) % 5].clone()),
            Icons::Faces => (String::new(), all.face_names[(at - 1) % 5].clone()),
        };
        let name = if word.is_empty() { name } else { [&name, ", ", word].concat() };
        (label, name)
    };
    let ends = part("div", "ends").with("aria-hidden", "true");
    let ends = words.iter().fold(ends, |ends, word| ends.hold(part("span", "end").say(word)));
    let steps = (low..=high).map(step).collect();
    into.hold(scale(run, question.icons.as_str(), steps)).hold(ends)
}

/// Back, and on. A scale goes on by itself, so that it has a button only where there is
/// nothing to choose any more.
fn way(run: &Run, question: &Question<String>) -> Part {
    run.read(|state| {
        let (words, look) = (&state.words, &state.look);
        let back = || {
            let back = part("button", "back").say(&words.back);
            back.on(run, "click", (), |run, _, ()| run.back())
        };
        let privacy = |address: &String| {
            part("a", "privacy")
                .with("href", address)
                .with("target", "_blank")
                .with("rel", "noopener")
                .say(&words.privacy)
        };
        let on = || {
            part("button", "button")
                .follow(run, "data-skips", (), |state, ()| state.skips().then_some(""))
                .on(run, "click", (), |run, _, ()| run.proceed())
                .tell(run, (), |state, ()| {
                    let words = &state.words;
                    let word = match (state.skips(), state.flow.is_last()) {
                        (true, _) => &words.skip,
                        (_, true) => &words.send,
                        _ => &words.next,
                    };
                    word.clone()
                })
        };
        let by_itself = goes_on(question) && question.required && !state.answered;
        part("div", "way")
            .hold((!state.flow.is_first()).then(back))
            .hold(look.privacy.as_ref().map(privacy))
            .hold((!by_itself).then(on))
    })
}
