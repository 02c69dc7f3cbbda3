//! The parts that pages are made of. Their looks are in `style/parts.css` and `style/forms.css`.

pub(super) mod chips;
pub(super) mod copy;
pub(super) mod empty;
pub(super) mod fields;
pub(super) mod folded;
pub(super) mod form;
pub(super) mod heading;
pub(super) mod icon;
pub(super) mod keys;
pub(super) mod language;
pub(super) mod lines;
pub(super) mod pager;
pub(super) mod refused;
pub(super) mod score;
pub(super) mod time;
