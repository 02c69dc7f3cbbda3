//! What the components can ask of the page that they stand in.

use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::focus::{focus, has_touch};
use super::stage::{self, Stage, later};
use crate::ask::{Focus, Page, Run, Sent};

/// What the components know of their stage: they may outlive it for a moment.
pub(super) struct Handle(pub(super) u32);

impl Handle {
    fn stage(&self) -> Option<Rc<Stage>> {
        stage::stage(self.0)
    }
}

impl Page for Handle {
    fn send(&self, sent: Sent) {
        if let Some(stage) = self.stage() {
            stage.send(&sent);
        }
    }

    fn show(&self, run: &Run) {
        if let Some(stage) = self.stage() {
            stage.show(run);
        }
    }

    fn focus(&self, to: Focus) {
        let Some(stage) = self.stage() else { return };
        if let Focus::Step(at) = to {
            let steps = stage.widget.query_selector_all("[role=radio]").ok();
            let step = steps.and_then(|steps| steps.item(u32::try_from(at).ok()?));
            focus(step.map(JsCast::unchecked_into));
            return;
        }
        // What follows the answers is up to date only a moment later.
        let focus = move || {
            // A review has a text too, but it begins with its stars.
            let first = ".question+.input,.choices input,[tabindex='0']";
            let control = || stage.find(first).or_else(|| stage.find(".question"));
            focus(match to {
                Focus::Frame => stage.find(".frame"),
                Focus::Question => stage.find(".question"),
                Focus::Problem => stage.find("[aria-invalid]").or_else(control),
                _ => control(),
            });
        };
        later(0, Box::new(focus));
    }

    fn is_read(&self) -> bool {
        // A finger leaves `:hover` behind where it last touched.
        let moved = ".frame :focus-visible";
        let selector = if has_touch() { moved } else { ".frame :focus-visible,.frame:hover" };
        self.stage().is_some_and(|stage| stage.find(selector).is_some())
    }

    fn later(&self, after: u32, then: Box<dyn FnOnce()>) {
        later(after, then);
    }

    fn drag(&self, way: Option<i32>) {
        if let Some(stage) = self.stage() {
            stage.drag(way);
        }
    }

    fn close(&self, done: bool) {
        if let Some(stage) = self.stage() {
            stage.close(done);
        }
    }
}
