//! What the public may count: every review that a shop received and what became of it. Nothing
//! that waits or was withheld is left out.

mod store;

use std::collections::BTreeMap;

use serde::Serialize;
use shared::id::ShopId;
use shared::review::{State, Withheld};
use shared::time::Timestamp;

use crate::app::App;
use crate::error::Error;
use crate::shops;

const DAY_SECONDS: i64 = 24 * 3_600;

/// What became of the reviews that a shop received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Openness {
    /// How many it received.
    pub received: i64,
    /// How many are public.
    pub published: i64,
    /// How many wait for a decision, and for how long.
    pub pending: Waiting,
    /// How many are withheld, and why.
    pub withheld: WithheldCounts,
    /// How many their authors took back.
    pub withdrawn: i64,
    /// How many their authors had erased.
    pub erased: i64,
    /// The same by stars, all five always there.
    pub stars: BTreeMap<i64, Counts>,
}

/// Reviews that wait for a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Since when the first of them does.
    pub oldest_submitted_at: Option<Timestamp>,
    /// How many whole days that one has waited.
    pub oldest_days: Option<i64>,
    /// How many whole days the one in the middle has.
    pub median_days: Option<i64>,
}

/// Reviews that are withheld.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WithheldCounts {
    /// How many.
    pub count: i64,
    /// How many for each reason, all of them always there.
    pub reasons: BTreeMap<&'static str, i64>,
}

/// What became of reviews, in numbers: all others add up to the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// How many came.
    pub received: i64,
    /// How many are public.
    pub published: i64,
    /// How many wait for a decision.
    pub pending: i64,
    /// How many are withheld.
    pub withheld: i64,
    /// How many their authors took back.
    pub withdrawn: i64,
    /// How many their authors had erased.
    pub erased: i64,
}

/// So many reviews that are alike in what is counted.
struct Alike {
    stars: i64,
    state: State,
    withheld: Option<Withheld>,
    erased: bool,
    count: i64,
}

impl Counts {
    fn add(&mut self, alike: &Alike) {
        self.received += alike.count;
        *match alike.state {
            _ if alike.erased => &mut self.erased,
            State::Published => &mut self.published,
            State::Pending => &mut self.pending,
            State::Withheld => &mut self.withheld,
            State::Withdrawn => &mut self.withdrawn,
        } += alike.count;
    }
}

/// What became of the reviews that a shop received, of one product or of all.
pub async fn openness(app: &App, shop: ShopId, product: Option<&str>) -> Result<Openness, Error> {
    shops::find(app, shop).await?;
    let groups = store::groups(&app.db, shop, product).await?;
    let mut all = Counts::default();
    let mut stars: BTreeMap<i64, Counts> = (1..=5).map(|n| (n, Counts::default())).collect();
    let mut reasons: BTreeMap<&str, i64> =
        Withheld::ALL.into_iter().map(|reason| (reason.as_str(), 0)).collect();
    for alike in &groups {
        all.add(alike);
        stars.entry(alike.stars).or_default().add(alike);
        if let Some(reason) = alike.withheld {
            *reasons.entry(reason.as_str()).or_default() += alike.count;
        }
    }
    Ok(Openness {
        received: all.received,
        published: all.published,
        pending: waiting(app, shop, product, all.pending).await?,
        withheld: WithheldCounts { count: all.withheld, reasons },
        withdrawn: all.withdrawn,
        erased: all.erased,
        stars,
    })
}

async fn waiting(
    app: &App,
    shop: ShopId,
    product: Option<&str>,
    count: i64,
) -> Result<Waiting, Error> {
    let now = app.clock.now();
    let days = |at: Timestamp| (now.seconds_since(at) / DAY_SECONDS).max(0);
    let oldest = store::waiting_since(&app.db, shop, product, 0).await?;
    let median = store::waiting_since(&app.db, shop, product, (count - 1).max(0) / 2).await?;
    Ok(Waiting {
        count,
        oldest_submitted_at: oldest,
        oldest_days: oldest.map(days),
        median_days: median.map(days),
    })
}
