//! Elements of the widget, as one type.
//!
//! Leptos' `view!` gives every element a type of its own, and each of these types brings its own
//! copy of the code that builds, follows and drops it: 23 KB of wasm, 9 KB of brotli, where the
//! whole widget has 45. Here elements are described as data, and Leptos mounts them and keeps
//! what follows the answers up to date.

use leptos::ev::Event;
use leptos::prelude::{RenderEffect, document};
use leptos::tachys::view::{Mountable, Render};
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, Node};

use super::Run;
use super::state::State;

/// An element and all that is in it.
pub struct Part(Box<Inner>);

struct Inner {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    flags: Vec<(&'static str, Follow<Option<&'static str>>)>,
    listeners: Vec<(&'static str, Listener)>,
    children: Vec<Child>,
}

/// What happens on an event.
type Listener = Box<dyn FnMut(Event)>;

/// A value that follows the survey.
type Follow<T> = Box<dyn Fn() -> T>;

enum Child {
    Part(Part),
    Text(String),
    Follows(Follow<String>),
}

/// An element without anything. Its name is its class for the widget's own sheet and its part
/// for the page's.
pub(super) fn part(tag: &'static str, name: &str) -> Part {
    let inner = Inner {
        tag,
        attributes: Vec::new(),
        flags: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    };
    Part(Box::new(inner)).with("class", name).with("part", name)
}

impl Part {
    /// Sets an attribute.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets an attribute to what the survey makes of it, or takes it away. Functions and what
    /// they are `about`, not closures: of those, again, each would be a type of its own.
    pub(super) fn follow<A: Copy + 'static>(
        mut self,
        run: &Run,
        name: &'static str,
        about: A,
        value: fn(&State, A) -> Option<&'static str>,
    ) -> Self {
        let run = run.clone();
        self.0.flags.push((name, Box::new(move || run.follow(|state| value(state, about)))));
        self
    }

    /// Does something when an event comes.
    pub(super) fn on<A: Copy + 'static>(
        mut self,
        run: &Run,
        event: &'static str,
        about: A,
        then: fn(&Run, Event, A),
    ) -> Self {
        let run = run.clone();
        self.0.listeners.push((event, Box::new(move |event| then(&run, event, about))));
        self
    }

    /// Puts another element into it, at the end.
    pub(super) fn hold(mut self, part: impl Into<Option<Part>>) -> Self {
        self.0.children.extend(part.into().map(Child::Part));
        self
    }

    /// Puts a text into it.
    pub(super) fn say(mut self, text: &str) -> Self {
        self.0.children.push(Child::Text(text.to_owned()));
        self
    }

    /// Puts a text into it that follows the survey.
    pub(super) fn tell<A: Copy + 'static>(
        mut self,
        run: &Run,
        about: A,
        text: fn(&State, A) -> String,
    ) -> Self {
        let run = run.clone();
        let text = move || run.follow(|state| text(state, about));
        self.0.children.push(Child::Follows(Box::new(text)));
        self
    }
}

/// An element of the page, and what keeps it up to date.
pub struct Built {
    element: Option<Element>,
    #[expect(dead_code, reason = "listen and follow for as long as they are held")]
    keep: Vec<Keep>,
}

enum Keep {
    #[expect(dead_code, reason = "held, see above")]
    Effect(RenderEffect<()>),
    #[expect(dead_code, reason = "held, see above")]
    Listener(Closure<dyn FnMut(Event)>),
}

impl Render for Part {
    type State = Built;

    fn build(self) -> Built {
        let mut keep = Vec::new();
        let element = build(self, &mut keep);
        Built { element, keep }
    }

    fn rebuild(self, state: &mut Built) {
        let mut built = self.build();
        state.insert_before_this(&mut built);
        state.unmount();
        *state = built;
    }
}

fn build(part: Part, keep: &mut Vec<Keep>) -> Option<Element> {
    let Inner { tag, attributes, flags, listeners, children } = *part.0;
    let element = document().create_element(tag).ok()?;
    for (name, value) in attributes {
        _ = element.set_attribute(name, &value);
    }
    if !flags.is_empty() {
        let element = element.clone();
        // One for all of them: a scale has dozens, and each would be a task of its own.
        let follow = move |_| {
            for (name, value) in &flags {
                _ = match value() {
                    Some(value) => element.set_attribute(name, value),
                    None => element.remove_attribute(name),
                };
            }
        };
        keep.push(Keep::Effect(RenderEffect::new(follow)));
    }
    for (event, listener) in listeners {
        let listener = Closure::wrap(listener);
        let function = listener.as_ref().unchecked_ref();
        _ = element.add_event_listener_with_callback(event, function);
        keep.push(Keep::Listener(listener));
    }
    for child in children {
        let node: Option<Node> = match child {
            Child::Part(part) => build(part, keep).map(Into::into),
            Child::Text(text) => Some(document().create_text_node(&text).into()),
            Child::Follows(text) => {
                let node = document().create_text_node("");
                let shown: Node = node.clone().into();
                let follow = move |_| shown.set_text_content(Some(&text()));
                keep.push(Keep::Effect(RenderEffect::new(follow)));
                Some(node.into())
            }
        };
        if let Some(node) = node {
            _ = element.append_child(&node);
        }
    }
    Some(element)
}

impl Mountable for Built {
    fn unmount(&mut self) {
        if let Some(element) = &self.element {
            element.remove();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(element) = &self.element {
            _ = parent.insert_before(element, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.as_ref().and_then(|element| element.parent_element());
        if let Some(parent) = &parent {
            child.mount(parent, self.element.as_deref());
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        self.element.iter().cloned().collect()
    }
}

#[cfg(test)]
impl std::fmt::Display for Part {
    /// As HTML, for tests.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = &*self.0;
        write!(f, "<{}", part.tag)?;
        for (name, value) in &part.attributes {
            write!(f, " {name}=\"{value}\"")?;
        }
        for (name, value) in &part.flags {
            if let Some(value) = value() {
                write!(f, " {name}=\"{value}\"")?;
            }
        }
        f.write_str(">")?;
        for child in &part.children {
            match child {
                Child::Part(part) => write!(f, "{part}")?,
                Child::Text(text) => f.write_str(text)?,
                Child::Follows(text) => f.write_str(&text())?,
            }
        }
        write!(f, "</{}>", part.tag)
    }
}
