//! What readers can say of a review: that it helped, or that the shop ought to look at it.

use leptos::prelude::*;
use shared::locale::{Locale, display_words};
use shared::review::Withheld;

/// The two buttons of a review; hidden until a script is there to send what they say.
#[component]
pub(super) fn Say(helpful: i64, words: &'static Locale) -> AnyView {
    let display = display_words(words.language);
    view! {
        <div class="candor-say" part="say" data-candor-say hidden>
            <button
                class="candor-vote"
                part="vote"
                type="button"
                aria-pressed="false"
                data-candor-vote=helpful
            >
                <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
                    <path
                        fill="none"
                        stroke="currentColor"
                        stroke-width="1.25"
                        stroke-linejoin="round"
                        d="M5 7.2L7.9 1.6c1 0 1.8.8 1.8 1.8V6h3.1c.8 0 1.4.7 1.3 1.5l-.7 5c-.1.7-.7 1.1-1.3 1.1H5zM5 7.2H2.2v6.4H5"
                    ></path>
                </svg>
                <span>{display.helpful}</span>
                <span class="candor-votes">{(helpful > 0).then(|| words.show.number(helpful))}</span>
            </button>
            <button class="candor-quiet" part="report" type="button" data-candor-report>
                {display.report}
            </button>
        </div>
    }
    .into_any()
}

/// The form of a report, which a script puts below the review that it is about.
#[component]
pub(super) fn ReportForm(words: &'static Locale) -> AnyView {
    let display = display_words(words.language);
    let reasons = Withheld::ALL
        .iter()
        .zip(display.reasons)
        .map(|(reason, said)| {
            view! {
                <label>
                    <input type="radio" name="reason" value=reason.as_str() required />
                    <span>{said}</span>
                </label>
            }
        })
        .collect_view();

    view! {
        <form
            class="candor-report"
            part="report-form"
            data-candor-reporting
            data-candor-reported=display.reported
            hidden
        >
            <fieldset>
                <legend>{display.report_why}</legend>
                {reasons}
            </fieldset>
            <div class="candor-chips">
                <button class="candor-chip" part="control">
                    <span>{words.ask.send}</span>
                </button>
                <button class="candor-quiet" type="button" data-candor-cancel>
                    {display.cancel}
                </button>
            </div>
        </form>
    }
    .into_any()
}
