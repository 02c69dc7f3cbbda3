//! The element that a survey lives in: made, dressed, filled, and taken away.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::iter::successors;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Function, Reflect};
use leptos::mount::mount_to_renderer;
use leptos::prelude::{document, set_timeout};
use leptos::web_sys::{
    CssStyleSheet, Element, HtmlElement, ResizeObserver, ShadowRootInit, ShadowRootMode,
};
use shared::survey::Kind;
use wasm_bindgen::{JsCast, JsValue};

use super::focus::{focus, focused, has_touch};
use super::handle::Handle;
use super::options::{self, get, text};
use super::stand::{arrange, elements, px};
use super::talk::{Talk, teller};
use super::{kept, listen, theme};
use crate::ask::{Flow, Look, Run, Sent, frame, screen};

/// How long a popover takes to leave; `style.css` says the same.
const LEAVING: u32 = 160;
/// A live region is read out only if it was there before its text.
const BEFORE_READING: u32 = 400;
/// How far below its upper edge the page is looked at, in pixels.
const BELOW_EDGE: i32 = 24;
/// How far a sheet is dragged before letting go closes it, in pixels.
const FAR: i32 = 72;

thread_local! {
    /// The surveys in this page. A popover is taken out when it closes.
    static STAGES: RefCell<Vec<Rc<Stage>>> = const { RefCell::new(Vec::new()) };
}

/// A survey's element and what belongs to it.
pub(super) struct Stage {
    id: u32,
    /// The element in the page.
    pub(super) host: HtmlElement,
    /// The element in its shadow.
    pub(super) widget: HtmlElement,
    /// Whether it stands over the page.
    over: bool,
    pub(super) options: JsValue,
    pub(super) talk: Talk,
    /// Keeps the components alive: first the frame, then the screen.
    components: RefCell<Vec<Box<dyn Any>>>,
    /// Where the focus was before it came here.
    focused: RefCell<Option<HtmlElement>>,
    sizes: RefCell<Option<ResizeObserver>>,
    /// The side of the window on which it stands, 0 where lines end.
    pub(super) side: Cell<usize>,
    /// How large it was when it was put in its place.
    pub(super) size: Cell<(i32, i32)>,
    /// Whether it has given way to a button.
    pub(super) low: Cell<bool>,
    /// Whether it was on the screen.
    pub(super) seen: Cell<bool>,
    /// Whether the shopper has touched it or moved the focus into it.
    pub(super) touched: Cell<bool>,
    /// What a page is lengthened by while a sheet covers its end.
    pub(super) beyond: HtmlElement,
    /// Where a finger took the handle, and where it is.
    dragged: Cell<Option<(i32, i32)>>,
}

/// Shows a survey as the loader says. Fails where the page does not allow it.
pub(crate) fn ask(options: JsValue) -> Result<(), JsValue> {
    let contents = get(&options, "survey");
    let survey = options::survey(&contents).ok_or("a kind of question that is not known here")?;
    let mut flow = Flow::new(survey, Kind::parse(&text(&options, "start")));
    let kept = get(&options, "kept");
    let step = options::number(&kept, "step").unwrap_or_default();
    flow.resume(kept::answers(&kept), step.try_into().unwrap_or_default());
    let mount = get(&options, "mount").dyn_into::<HtmlElement>().ok();
    let over = mount.is_none();
    let look = Look {
        language: text(&contents, "language"),
        right_to_left: text(&contents, "dir") == "rtl",
        inline: !over,
        touch: has_touch(),
        privacy: get(&contents, "privacy_url").as_string(),
    };
    if let Some(stage) = popover() {
        stage.close(false);
    }
    let around = mount.clone().map(JsCast::unchecked_into).or_else(theme::page);
    let host = match mount {
        Some(mount) => mount,
        None => document().create_element("candor-widget")?.unchecked_into(),
    };
    let widget = prepare(&host, &text(&options, "style"), over)?;
    if let Some(around) = around {
        theme::dress(&widget, &around, &options);
    }

    let stage = Rc::new(Stage {
        id: STAGES.with_borrow(|stages| stages.last().map_or(0, |stage| stage.id + 1)),
        host,
        widget,
        over,
        talk: Talk::new(&options, &kept),
        components: RefCell::default(),
        focused: RefCell::new(focused()),
        sizes: RefCell::default(),
        side: Cell::new(get(&options, "left").is_truthy().into()),
        size: Cell::default(),
        low: Cell::default(),
        seen: Cell::default(),
        // Whoever asked for it sees it, whatever of the page it covers.
        touched: Cell::new(get(&options, "focus").is_truthy()),
        beyond: document().create_element("div")?.unchecked_into(),
        dragged: Cell::default(),
        options,
    });
    STAGES.with_borrow_mut(|stages| stages.push(stage.clone()));
    let words = options::words(&get(&contents, "words"));
    let run = Run::new(flow, words, look, Rc::new(Handle(stage.id))).restore(kept::unsent(&kept));
    Reflect::set(&stage.options, &"tell".into(), &teller(&run))?;
    stage.mount(&run);
    if over {
        // In a task of its own: that one lays out the page and looks around in it.
        later(0, Box::new(move || _ = stage.open(&run)));
    } else {
        let host: Element = stage.host.clone().into();
        theme::tint(&stage, successors(Some(host), |around| around.parent_element()).collect());
    }
    Ok(())
}

/// Makes the element that holds the components, out of reach of the page's style.
fn prepare(host: &HtmlElement, style: &str, over: bool) -> Result<HtmlElement, JsValue> {
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(style)?;
    Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    let widget: HtmlElement = document().create_element("div")?.unchecked_into();
    widget.set_class_name(if over { "widget over" } else { "widget" });
    root.append_child(&widget)?;
    Ok(widget)
}

impl Stage {
    fn mount(&self, run: &Run) {
        let given = run.clone();
        let frame = mount_to_renderer(&self.widget, move || frame(&given));
        self.components.borrow_mut().push(Box::new(frame));
        self.show(run);
        listen::keep_unsent(self.id, run.clone());
    }

    /// Mounts the screen that is due in place of the one before. Not a closure in the view: that
    /// would bring code to patch every kind of screen into every other.
    pub(super) fn show(&self, run: &Run) {
        self.components.borrow_mut().truncate(1);
        self.talk.keep(&run.so_far(), run.is_done());
        let given = run.clone();
        if let Some(slot) = self.find(".slot") {
            let screen = mount_to_renderer(&slot, move || screen(&given));
            self.components.borrow_mut().push(Box::new(screen));
        }
    }

    /// Brings a popover into the page, puts it in its place, follows its size, and moves the focus
    /// into it, unless the shopper is busy elsewhere in the page.
    fn open(&self, run: &Run) -> Result<(), JsValue> {
        // It may have been taken away meanwhile.
        let page = document().document_element().filter(|_| stage(self.id).is_some());
        let page = page.ok_or("no page")?;
        // Beside the body, so that neither its style nor its replacement concerns the widget.
        page.append_child(&self.host)?;
        // The top layer is over every z-index. Browsers without it have ours.
        self.host.set_attribute("popover", "manual")?;
        _ = self.host.show_popover();
        // A page that is zoomed by its own style would move it as well.
        if let Some(zoom) = get(&self.host, "currentCSSZoom").as_f64() {
            Reflect::set(&self.widget.style(), &"zoom".into(), &(1.0 / zoom).into())?;
        }
        listen::begin();
        listen::listen(&self.widget, "click", &listen::callback(listen::rise));
        listen::listen(&self.widget, "focusin", &listen::callback(listen::rise_for_focus));
        page.append_child(&self.beyond)?;
        let follow: Function = listen::callback(listen::grow);
        let sizes = ResizeObserver::new(&follow).ok();
        if let Some(sizes) = &sizes {
            sizes.observe(&self.widget);
        }
        self.sizes.replace(sizes);
        let area = arrange(self, true);
        theme::tint(self, elements(area.left + area.width / 2, area.top + BELOW_EDGE));
        if get(&self.options, "preview").is_truthy() {
            // Whoever types beside it is neither to be interrupted nor read to.
            return Ok(());
        }
        if self.focused.borrow().is_none() || get(&self.options, "focus").is_truthy() {
            // On the frame, not on a step: Space, meant for the page, must not answer.
            focus(self.find(".frame"));
        } else {
            let run = run.clone();
            later(BEFORE_READING, Box::new(move || run.announce()));
        }
        Ok(())
    }

    /// Takes a popover away and gives the focus back.
    pub(super) fn close(&self, done: bool) {
        STAGES.with_borrow_mut(|stages| stages.retain(|stage| stage.id != self.id));
        if let Some(sizes) = self.sizes.take() {
            sizes.disconnect();
        }
        if self.has_focus() {
            focus(self.focused.take().map(JsCast::unchecked_into));
        }
        self.beyond.remove();
        _ = self.widget.set_attribute("data-leaving", "");
        self.talk.forget();
        options::call(&self.options, "closed", &(if done { "done" } else { "dismissed" }).into());
        let (host, components) = (self.host.clone(), self.components.take());
        let leave = move || {
            host.remove();
            drop(components);
        };
        later(LEAVING, Box::new(leave));
    }

    pub(super) fn send(&self, sent: &Sent) {
        if !self.over && self.talk.is_new() {
            // In the page it is always there; it counts as shown when it is answered.
            options::call(&self.options, "shown", &JsValue::UNDEFINED);
        }
        self.talk.send(sent);
    }

    pub(super) fn drag(&self, at: Option<i32>) {
        let Some(at) = at else {
            let far = self.dragged.take().is_some_and(|(start, at)| at - start > FAR);
            if far {
                self.close(false);
            } else {
                self.pull(0);
            }
            return;
        };
        let start = self.dragged.get().map_or(at, |(start, _)| start);
        self.dragged.set(Some((start, at)));
        self.pull(at - start);
    }

    fn pull(&self, way: i32) {
        _ = self.widget.style().set_property("translate", &["0 ", &px(way.max(0))].concat());
    }

    pub(super) fn find(&self, selector: &str) -> Option<Element> {
        self.widget.query_selector(selector).ok().flatten()
    }

    fn has_focus(&self) -> bool {
        document().active_element().as_ref() == Some(&self.host)
    }

    /// Remembers where the focus goes back to.
    pub(super) fn remember(&self) {
        if !self.has_focus() {
            self.focused.replace(focused());
        }
    }
}

/// The survey with this number, while it is in the page.
pub(super) fn stage(id: u32) -> Option<Rc<Stage>> {
    STAGES.with_borrow(|stages| stages.iter().find(|stage| stage.id == id).cloned())
}

/// The popover that is open: one at most.
pub(super) fn popover() -> Option<Rc<Stage>> {
    STAGES.with_borrow(|stages| stages.iter().find(|stage| stage.over).cloned())
}

/// Takes the popover away that is open, unless something was answered that does not `go_on`
/// elsewhere.
pub(crate) fn leave(goes_on: bool) {
    if let Some(stage) = popover()
        && (goes_on || stage.talk.is_new())
    {
        stage.close(false);
    }
}

/// Does something after so many milliseconds. Boxed, so that timers are of one type.
pub(crate) fn later(after: u32, then: Box<dyn FnOnce()>) {
    set_timeout(then, Duration::from_millis(after.into()));
}
