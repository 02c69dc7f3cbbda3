//! The list of surveys, with a switch for each.

use leptos::prelude::*;
use shared::survey::Kind;

use crate::dashboard::parts::empty::Empty;
use crate::surveys::ShopSurvey;

/// All surveys of a shop.
#[component]
pub fn List(
    surveys: Vec<ShopSurvey>,
    /// Address of this list.
    to: String,
    csrf: String,
) -> impl IntoView {
    if surveys.is_empty() {
        return view! {
            <Empty
                title="There is no survey"
                text="The surveys of this shop will stand here, each with a switch that starts and pauses it."
            >
                <a class="button" href=format!("{to}/new")>
                    "Make the first one"
                </a>
            </Empty>
        }
        .into_any();
    }
    let rows = surveys
        .into_iter()
        .map(|survey| view! { <Row survey to=to.clone() csrf=csrf.clone() /> })
        .collect_view();

    view! {
        <div class="table-box">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Survey"</th>
                        <th scope="col" class="roomy">
                            "Asks"
                        </th>
                        <th scope="col">"State"</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(survey: ShopSurvey, to: String, csrf: String) -> impl IntoView {
    let settings = survey.settings;
    let to = format!("{to}/{}", survey.id);
    let (state, word) = if settings.live { ("state good", "Live") } else { ("state", "Paused") };
    let verb = if settings.live { "Pause" } else { "Start" };
    let asks: Vec<_> = settings.survey.questions.iter().map(|q| kind(q.kind)).collect();

    view! {
        <tr>
            <td>
                <a class="row" href=to.clone()>
                    {settings.title.clone()}
                </a>
                <br />
                <span class="quiet-text">{settings.name}</span>
            </td>
            <td class="roomy quiet-text">{asks.join(", ")}</td>
            <td>
                <span class=state>{word}</span>
            </td>
            <td class="figure">
                <form method="post" action=format!("{to}/live")>
                    <input type="hidden" name="csrf" value=csrf />
                    <input type="hidden" name="live" value=(!settings.live).to_string() />
                    <button class="button quiet small">
                        {verb} <span class="unseen">{format!(" {}", settings.title)}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
}

/// A kind of question in the owner's words.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Nps => "NPS 0–10",
        Kind::Effort => "effort",
        Kind::Satisfaction => "satisfaction 1–5",
        Kind::SingleChoice => "one of several options",
        Kind::MultipleChoice => "any of several options",
        Kind::ShortText => "one line",
        Kind::LongText => "text",
        Kind::Review => "review",
        Kind::Contact => "e-mail address",
    }
}
