//! Asking: one question after the other inside the page, then thanks.
//!
//! Nothing here touches the page; [`Page`] does, so that all of it runs without a browser too.

mod choice;
pub(crate) mod decimal;
mod flow;
mod frame;
mod part;
mod review;
mod run;
mod scale;
mod screen;
#[cfg(test)]
mod seen;
mod state;
#[cfg(test)]
mod tests;
mod text;
#[cfg(test)]
mod theming;

use shared::response::Answer;

pub use flow::Flow;
pub use frame::frame;
pub use part::Part;
pub use run::{Focus, Run};
pub use screen::screen;

/// A message to the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// All answers so far.
    pub answers: Vec<Answer>,
    /// Whether the last question is among them.
    pub complete: bool,
    /// How many questions lie behind.
    pub step: usize,
    /// What stands in the field that no shopper sees.
    pub website: String,
    /// What is chosen or written on the screen and waits for the shopper to send it.
    pub unsent: Option<Answer>,
}

/// Where and how a survey is shown.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Language tag of its texts.
    pub language: String,
    /// Whether they are written from right to left.
    pub right_to_left: bool,
    /// Whether it is a part of the page, not over it.
    pub inline: bool,
    /// Whether the shopper has a finger rather than a mouse and keys.
    pub touch: bool,
    /// Address of the shop's privacy policy.
    pub privacy: Option<String>,
}

/// The page around a survey.
pub trait Page {
    /// Sends what was answered so far.
    fn send(&self, sent: Sent);
    /// Shows the screen that is now due.
    fn show(&self, run: &Run);
    /// Moves the focus, once the screen is up to date.
    fn focus(&self, to: Focus);
    /// Whether somebody points at the survey or has moved the focus within it.
    fn is_read(&self) -> bool;
    /// Does something after so many milliseconds.
    fn later(&self, after: u32, then: Box<dyn FnOnce()>);
    /// Lets a sheet follow a finger so many pixels down; lets go of it where there are none.
    fn drag(&self, way: Option<i32>);
    /// Takes the survey away, which was `done` or not.
    fn close(&self, done: bool);
}
