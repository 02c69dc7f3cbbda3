//! Parts of a view that follow the answers, and parts that listen.
//!
//! They are boxed: each closure of a type of its own would bring its own copy of the code that
//! renders it, about 1 KB each, and the wasm is counted in single kilobytes.

use leptos::ev::{Custom, Event, on as listen};
use leptos::tachys::html::event::On;

use super::Run;
use super::run::State;

/// An attribute that is there, with this value, or not.
pub(super) type Flag = Box<dyn FnMut() -> Option<&'static str> + Send>;
/// A text.
pub(super) type Text = Box<dyn FnMut() -> String + Send>;
/// A listener, as an attribute.
pub(super) type Listener = On<Custom<Event>, Box<dyn FnMut(Event)>>;

/// An attribute that follows the survey.
pub(super) fn flag(
    run: &Run,
    value: impl Fn(&State) -> Option<&'static str> + Send + 'static,
) -> Flag {
    let run = run.clone();
    Box::new(move || {
        run.track();
        run.read(&value)
    })
}

/// A text that follows the survey.
pub(super) fn text(run: &Run, value: impl Fn(&State) -> String + Send + 'static) -> Text {
    let run = run.clone();
    Box::new(move || {
        run.track();
        run.read(&value)
    })
}

/// Does something when an event comes.
pub(super) fn on(
    event: &'static str,
    run: &Run,
    mut then: impl FnMut(&Run, Event) + 'static,
) -> Listener {
    let run = run.clone();
    listen(Custom::new(event), Box::new(move |event| then(&run, event)))
}
