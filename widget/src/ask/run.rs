//! What happens when the shopper chooses, writes, goes on and goes back.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::reactive::signal::ArcTrigger;
use leptos::reactive::traits::{Notify as _, Track as _};
use shared::locale::AskWords;
use shared::response::Answer;

use super::state::{State, goes_on};
use super::{Flow, Look, Page, Sent};

/// How long a choice is seen before the next question comes, in milliseconds.
const SEEN: u32 = 250;
/// How long a `1` may still become a `10`.
const SECOND_DIGIT: u32 = 600;
/// How long the thanks stay.
const THANKS: u32 = 4_000;
/// How much longer they stay with a link in them, which somebody may want to keep.
const LINKED: u32 = 16_000;
/// How long they stay after somebody was still reading.
const STILL_READING: u32 = 1_000;

/// A survey that is being answered.
#[derive(Clone)]
pub struct Run {
    state: Rc<RefCell<State>>,
    changed: ArcTrigger,
    page: Rc<dyn Page>,
}

impl Run {
    /// Begins a survey.
    pub fn new(flow: Flow, words: AskWords<String>, look: Look, page: Rc<dyn Page>) -> Self {
        let mut state = State::new(flow, Box::leak(Box::new(words)), look);
        state.turn(None);
        Self { state: Rc::new(RefCell::new(state)), changed: ArcTrigger::new(), page }
    }

    /// Puts back what was written on an earlier page and not sent.
    #[must_use]
    pub fn restore(self, unsent: Option<Answer>) -> Self {
        self.write(|state| state.turn(unsent));
        self
    }

    /// Looks at the survey.
    pub(super) fn read<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.borrow())
    }

    /// Changes the survey, and with it all parts that follow it.
    pub(super) fn write<T>(&self, write: impl FnOnce(&mut State) -> T) -> T {
        let written = write(&mut self.state.borrow_mut());
        self.changed.notify();
        written
    }

    /// Looks at the survey, again whenever it changes.
    pub(super) fn follow<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        self.changed.track();
        self.read(read)
    }

    /// Says below the thanks what became of the answers, and where the shopper's own page of a
    /// review among them is.
    pub fn tell(&self, notice: String, own: Option<String>) {
        self.write(|state| {
            state.notice = notice;
            // The same one is told again and again.
            if state.own.is_none() {
                state.own = own.map(|own| &*own.leak());
            }
        });
    }

    /// Has the question read out by screen readers, where the focus could not be moved.
    pub fn announce(&self) {
        self.write(|state| {
            state.live = state.flow.question().map(|it| it.text.clone()).unwrap_or_default();
        });
    }

    /// Ends it, whether the shopper is done or not interested.
    pub(super) fn close(&self) {
        self.page.close(self.is_done());
    }

    /// Lets the sheet follow a finger; lets go of it where there is no way.
    pub(super) fn drag(&self, way: Option<i32>) {
        self.page.drag(way);
    }

    /// Chooses a step, an option, or stars. All but stars are sent at once, and after a moment the next
    /// question comes.
    pub(super) fn choose(&self, number: i64) {
        let (goes_on, news) = self.write(|state| {
            state.number = Some(number);
            state.stop = number;
            state.held = None;
            state.problem = None;
            let goes_on = state.flow.question().is_some_and(goes_on);
            (goes_on, goes_on && state.keep() == Ok(true))
        });
        if news {
            self.send();
        }
        if goes_on {
            self.later(SEEN, Self::forward);
        }
    }

    /// Moves the focus along the scale, without choosing.
    pub(super) fn stop_at(&self, number: i64) {
        let at = self.write(|state| {
            state.held = None;
            state.stop = number;
            number - state.range().0
        });
        self.page.focus(Focus::Step(usize::try_from(at).unwrap_or_default()));
    }

    /// Takes a digit, which chooses at once unless another one may follow.
    pub(super) fn digit(&self, digit: i64) {
        let (low, high, held) = self.read(|state| {
            let (low, high) = state.range();
            (low, high, state.held)
        });
        match typed(held, digit, low, high) {
            Typed::Choose(number) => {
                self.stop_at(number);
                self.choose(number);
            }
            Typed::Hold(number) => {
                self.stop_at(number);
                self.write(|state| state.held = Some(number));
                self.later(SECOND_DIGIT, move |run| {
                    if run.read(|state| state.held) == Some(number) {
                        run.choose(number);
                    }
                });
            }
            Typed::Nothing => {}
        }
    }

    /// Takes what was written and goes on, or says what is wrong with it.
    pub(super) fn proceed(&self) {
        let news = self.write(|state| match state.keep() {
            Ok(news) => Some(news || state.flow.is_last()),
            Err(problem) => {
                state.problem = Some(problem);
                None
            }
        });
        match news {
            None => self.page.focus(Focus::Problem),
            Some(news) => {
                if news {
                    self.send();
                }
                self.forward();
            }
        }
    }

    /// Goes back one question, and keeps what was written so far.
    pub(super) fn back(&self) {
        self.write(|state| {
            _ = state.keep();
            state.flow.back();
        });
        self.turn();
    }

    fn forward(&self) {
        self.write(|state| state.flow.forward());
        self.turn();
    }

    fn send(&self) {
        self.page.send(self.so_far());
    }

    /// Whether there is nothing more to answer.
    pub fn is_done(&self) -> bool {
        self.read(|state| state.flow.question().is_none())
    }

    /// All answers so far, and where the shopper is.
    pub fn so_far(&self) -> Sent {
        self.read(|state| Sent {
            answers: state.flow.answers(),
            complete: state.flow.is_last(),
            step: state.flow.progress().0 - 1,
            website: state.website.clone(),
            unsent: state.unsent(),
        })
    }

    /// Brings the question that is now due to the screen, and the focus to it.
    fn turn(&self) {
        let (focus, leaves) = self.write(|state| {
            state.turn(None);
            let done = state.flow.question().is_none();
            let focus = match (done, state.look.touch) {
                (true, _) => Focus::Frame,
                // A field that takes the focus would bring up a phone's keyboard unasked.
                (_, true) => Focus::Question,
                _ => Focus::Control,
            };
            (focus, done && !state.look.inline)
        });
        self.page.show(self);
        self.page.focus(focus);
        if leaves {
            self.leave(THANKS);
        }
    }

    /// Closes after a while, unless somebody is still reading.
    fn leave(&self, after: u32) {
        self.later(after, move |run| {
            let linked = after == THANKS && run.read(|state| state.own.is_some());
            if linked {
                run.leave(LINKED);
            } else if run.page.is_read() {
                run.leave(STILL_READING);
            } else {
                run.close();
            }
        });
    }

    /// Does something after so many milliseconds, if the screen is still the same then.
    fn later(&self, after: u32, then: impl FnOnce(&Self) + 'static) {
        let screen = self.read(|state| state.screen);
        let run = self.clone();
        let then = move || {
            if run.read(|state| state.screen) == screen {
                then(&run);
            }
        };
        self.page.later(after, Box::new(then));
    }
}

/// What the focus is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The question itself.
    Question,
    /// What it is answered with, or the question where there is nothing.
    Control,
    /// A step of the scale, from 0.
    Step(usize),
    /// What is not right.
    Problem,
    /// The survey as a whole, when there is nothing more to answer.
    Frame,
}

/// What a digit means.
#[derive(Debug, PartialEq)]
enum Typed {
    Choose(i64),
    /// Chosen unless another digit follows.
    Hold(i64),
    Nothing,
}

fn typed(held: Option<i64>, digit: i64, low: i64, high: i64) -> Typed {
    match held.map(|held| held * 10 + digit) {
        Some(both) if both <= high => Typed::Choose(both),
        _ if digit < low || digit > high => Typed::Nothing,
        _ if digit > 0 && digit * 10 <= high => Typed::Hold(digit),
        _ => Typed::Choose(digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_waits_for_a_zero_only_where_there_is_a_ten() {
        assert_eq!(typed(None, 1, 0, 10), Typed::Hold(1));
        assert_eq!(typed(Some(1), 0, 0, 10), Typed::Choose(10));
        assert_eq!(typed(Some(1), 5, 0, 10), Typed::Choose(5));
        assert_eq!(typed(Some(1), 1, 0, 10), Typed::Hold(1));
        assert_eq!(typed(None, 0, 0, 10), Typed::Choose(0));
        assert_eq!(typed(None, 1, 1, 7), Typed::Choose(1));
    }

    #[test]
    fn a_digit_beyond_the_scale_means_nothing() {
        assert_eq!(typed(None, 8, 1, 7), Typed::Nothing);
        assert_eq!(typed(None, 0, 1, 5), Typed::Nothing);
    }
}
