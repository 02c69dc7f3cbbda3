//! One screen: a question with what it is answered with and the way on, or the thanks.

use shared::survey::{Kind, Question};

use super::Run;
use super::decimal::decimal;
use super::part::{Part, part};
use super::review::{consent, review};
use super::scale::scale;
use super::state::{counted, fill};
use super::text::{Field, problem, sentences};

static ANSWER: Field =
    Field { name: "", id: "answer", problem: "answer-problem", text: |state| &mut state.text };

/// The screen that is due.
pub fn screen(run: &Run) -> Part {
    let (question, thanks) =
        run.read(|state| (state.flow.question().cloned(), state.flow.thanks().to_owned()));
    let Some(question) = question else {
        let note = part("div", "note").with("role", "status");
        return part("div", "thanks").hold(heading(&thanks)).hold(note.tell(
            run,
            (),
            |state, ()| state.notice.clone(),
        ));
    };
    let answered = part("div", "body").hold(heading(&question.text));
    let answered = match question.kind {
        Kind::Nps | Kind::Effort => numbers(run, &question, answered),
        Kind::LongText => {
            let text = sentences(run, &ANSWER)
                .with("aria-labelledby", "question")
                .with("placeholder", &run.read(|state| state.words.placeholder.clone()));
            answered.hold(text).hold(problem(run, &ANSWER))
        }
        Kind::Review => answered.hold(review(run)),
    };
    let consent = (question.kind == Kind::Review).then(|| consent(run));
    let screen = part("div", "screen").hold(progress(run)).hold(answered);
    screen.hold(consent).hold(way(run, &question))
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

/// A scale of numbers, with words under its ends and under its middle.
fn numbers(run: &Run, question: &Question<String>, into: Part) -> Part {
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let words = [word(&question.low), word(&question.mid), word(&question.high)];
    let (low, high) = question.kind.scale().unwrap_or_default();
    let step = |number: i64| {
        let label = decimal(number);
        let word = match number {
            _ if number == low => words[0].as_str(),
            _ if number == high => &words[2],
            _ if number * 2 == low + high => &words[1],
            _ => "",
        };
        let name = if word.is_empty() { label.clone() } else { [&label, ", ", word].concat() };
        (label, name)
    };
    let ends = part("div", "ends").with("aria-hidden", "true");
    let ends = words.iter().fold(ends, |ends, word| ends.hold(part("span", "end").say(word)));
    into.hold(scale(run, "numbers", (low..=high).map(step).collect())).hold(ends)
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
        let goes_on = question.kind.scale().is_some() && question.required && !state.answered;
        part("div", "way")
            .hold((!state.flow.is_first()).then(back))
            .hold(look.privacy.as_ref().map(privacy))
            .hold((!goes_on).then(on))
    })
}
