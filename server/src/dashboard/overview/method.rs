//! How the numbers of the first page are computed, for whoever wants to check them.

use leptos::prelude::*;

/// The methods by their names, and where they are from.
#[component]
pub fn Method(
    /// Whether satisfaction stands among the numbers.
    satisfaction: bool,
) -> impl IntoView {
    let satisfaction = satisfaction.then(|| {
        view! {
            <dt>"Satisfaction"</dt>
            <dd>
                "The mean of the answers from 1 (very dissatisfied) to 5 (very satisfied), with the \
                interval of Student’s t; beside it the share that is satisfied (4–5), with the \
                interval of Agresti and Coull. Numbers, stars and faces count alike."
            </dd>
        }
    });
    view! {
        <details class="method">
            <summary>"How this is computed"</summary>
            <dl>
                <dt>"NPS"</dt>
                <dd>
                    "The share of promoters (9–10) less the share of detractors (0–6), in points from \
                    −100 to 100. Reichheld, “The One Number You Need to Grow”, Harvard Business Review, \
                    2003. Interval: adjusted Wald, in Sauro and Lewis, “Quantifying the User \
                    Experience”, 2nd edition, 2016."
                </dd>
                <dt>"Effort"</dt>
                <dd>
                    "The mean of the answers from 1 (strongly disagree) to 7 (strongly agree) to “It was \
                    easy …”, with the interval of Student’s t; beside it the share that agrees (5–7 of \
                    7, and 4–5 of 5 where five steps were on offer: those are left out of the mean), with the interval of Agresti and Coull, The American Statistician, 1998. After \
                    Dixon, Freeman and Toman, “Stop Trying to Delight Your Customers”, Harvard Business \
                    Review, 2010."
                </dd>
                {satisfaction}
                <dt>"Stars"</dt>
                <dd>
                    "The mean of the stars of all public reviews, as their readers see it, with the \
                    interval of Student’s t."
                </dd>
                <dt>"Interval"</dt>
                <dd>
                    "If you asked again and again, 95 of 100 such intervals would hold the value of all \
                    your customers. The fewer answers, the wider it is."
                </dd>
                <dt>"Answers"</dt>
                <dd>
                    "Every response counts from the moment its score is chosen, finished or not, from \
                    the first one until now."
                </dd>
            </dl>
        </details>
    }
}
