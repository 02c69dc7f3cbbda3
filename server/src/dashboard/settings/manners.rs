//! What holds for every survey of a shop, whichever it is: how long it leaves a visitor alone, and
//! whom it never asks.

use leptos::prelude::*;
use shared::invalid::{Invalid, Reason};

use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Line, Refused, Tick};
use crate::shops::Details;

/// Longest quiet period, in days.
const LONGEST: i64 = 365;

/// The manners as the form shows them.
pub(super) fn written(fields: Fields, details: &Details) -> Fields {
    fields
        .with("quiet_days", details.quiet_days.to_string())
        .with("consent_required", details.consent_required.to_string())
        .with("honour_gpc", details.honour_gpc.to_string())
}

/// The quiet period that a form says, in days; none where it says none.
pub(super) fn quiet_days(fields: &Fields) -> Result<u16, Invalid> {
    let Some(days) = fields.filled("quiet_days") else { return Ok(0) };
    days.trim().parse().map_err(|_| Invalid::new("quiet_days", Reason::Range(0, LONGEST)))
}

/// The fields.
#[component]
pub fn Manners(fields: Fields, refused: Refused) -> impl IntoView {
    let consent = "For pages with a consent banner: until they call candor.push([\"consent\", true]), \
                   nothing is asked and nothing is kept in the browser.";
    let opted_out = "Whose browser sends Global Privacy Control or Do Not Track is never asked. \
                     Surveys that they open themselves, by a link or a QR code, still work.";

    view! {
        <fieldset class="group">
            <legend>
                <h2>"Whom surveys leave alone"</h2>
            </legend>
            <Line
                name="quiet_days"
                label="Days between two surveys"
                hint="So long a visitor who was shown one survey is not shown another. 0 to 365; 0 means no pause."
                value=fields.one("quiet_days")
                kind="number"
                refused
            />
            <Tick
                name="consent_required"
                label="Ask only visitors who consented"
                hint=consent
                ticked=fields.has("consent_required", "true")
            />
            <Tick
                name="honour_gpc"
                label="Respect browsers that ask not to be tracked"
                hint=opted_out
                ticked=fields.has("honour_gpc", "true")
            />
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_pause_is_none_and_a_word_is_refused() {
        let days = |text: &str| quiet_days(&Fields::default().with("quiet_days", text));

        assert_eq!(days("").ok(), Some(0));
        assert_eq!(days(" 30 ").ok(), Some(30));
        for wrong in ["a month", "-1", "1.5", "70000"] {
            assert_eq!(days(wrong).err().map(|it| it.field).as_deref(), Some("quiet_days"));
        }
    }
}
