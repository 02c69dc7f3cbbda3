//! Where a survey appears.

use serde::{Deserialize, Serialize};

/// Where a survey appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// In the page's corner; on phones as a sheet at its foot.
    #[default]
    Popover,
    /// In the page, where its `<candor-survey>` stands.
    Inline,
    /// Behind a tab at the page's edge, until a shopper presses that.
    Tab,
}

impl Placement {
    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Popover => "popover",
            Self::Inline => "inline",
            Self::Tab => "tab",
        }
    }

    /// The placement of that name; the usual one where it is none.
    pub fn parse(name: &str) -> Self {
        match name {
            "inline" => Self::Inline,
            "tab" => Self::Tab,
            _ => Self::Popover,
        }
    }
}
