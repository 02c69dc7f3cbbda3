//! What an error page says: what happened, what was kept, and what to do.

use crate::error::Error;

/// Title and text for an error; `sent` says whether something was sent to be saved.
pub(super) fn of(error: &Error, sent: bool) -> (&'static str, String) {
    let nothing_saved = if sent { "Nothing was saved. " } else { "" };
    match error {
        Error::NotFound("shop") => (
            "There is no such shop here",
            "It does not exist, or it belongs to somebody else's account.".to_owned(),
        ),
        Error::NotFound(what) => (
            "There is nothing here",
            format!(
                "This {what} does not exist. It may have been removed, or the address is cut off."
            ),
        ),
        Error::Unauthorized => (
            "You are signed out",
            "Nothing was saved: your session has ended. Sign in and repeat it.".to_owned(),
        ),
        Error::Forbidden { field: "csrf", .. } => (
            "This form is out of date",
            "Nothing was saved: somebody has signed in again in this browser since the form was \
             opened. Load its page again and repeat it."
                .to_owned(),
        ),
        Error::Forbidden { .. } => ("This is not for you to do", sentence(&error.detail())),
        Error::TooLarge(_) => (
            "That is too much at once",
            "Nothing was saved. The server takes forms of up to 64 KB and read no further, so it \
             cannot show you what you wrote; the page before this one may not have it any more."
                .to_owned(),
        ),
        Error::TooMany { .. } => {
            ("That was too often", format!("{nothing_saved}Wait a minute, then try again."))
        }
        Error::TooSlow | Error::Busy(_) => {
            ("The server is busy", format!("{nothing_saved}Wait a few seconds, then try again."))
        }
        Error::Invalid(_) if !sent => (
            "This address is not quite right",
            format!(
                "Something in it, behind the question mark, means nothing here: {}",
                sentence(&error.detail())
            ),
        ),
        Error::Unreadable { .. }
        | Error::Invalid(_)
        | Error::NoSuchMethod { .. }
        | Error::Conflict { .. } => {
            ("That did not work", format!("{nothing_saved}{}", sentence(&error.detail())))
        }
        Error::Database(_) | Error::Internal(_) => (
            "Something broke on the server",
            "It was noted in the server's log. What was saved before is safe; try again in a \
             moment."
                .to_owned(),
        ),
    }
}

/// What a form does, by the route that it is sent to.
pub(super) fn deed(route: &str) -> &'static str {
    match route.rsplit('/').next().unwrap_or_default() {
        "sign-out" => "Sign out",
        "publish" => "Publish a review",
        "withhold" => "Withhold a review",
        "reply" => "Reply to a review",
        "withdraw" => "Take your review back",
        "overrule" => "Count a suspicious response",
        "uphold" => "Leave a suspicious response out",
        "live" => "Start or pause a survey",
        "{survey}" => "Save a survey",
        "settings" => "Save the settings",
        "keys" => "Create a key",
        "revoke" => "Revoke a key",
        "token-secret" => "Make a new token secret",
        "edit" => "Save a product",
        "new" if route.ends_with("/products/new") => "Add a product",
        "new" if route.ends_with("/surveys/new") => "Make a survey",
        "preview" => "Preview a survey",
        "new" => "Create a shop",
        _ => "Send a form",
    }
}

/// A reason as it stands on a page: begins with a capital and ends with a full stop.
pub(in crate::dashboard) fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}
