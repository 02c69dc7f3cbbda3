//! How many responses of a shop have each score; suspicious ones do not count.

use shared::id::ShopId;

use super::store;
use crate::app::App;
use crate::error::Error;

/// How many responses of a shop have each NPS score, 0 to 10.
pub async fn nps_counts(app: &App, shop: ShopId) -> Result<[i64; 11], Error> {
    let mut counts = [0; 11];
    for (score, count) in store::nps_counts(&app.db, shop).await? {
        if let Some(slot) = usize::try_from(score).ok().and_then(|at| counts.get_mut(at)) {
            *slot = count;
        }
    }
    Ok(counts)
}

/// How many responses have each effort score. Scales of different length are counted apart: a
/// five of five is not a five of seven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EffortCounts {
    /// From 1 to 7.
    pub of_seven: [i64; 7],
    /// From 1 to 5.
    pub of_five: [i64; 5],
}

/// How many responses of a shop have each effort score.
pub async fn effort_counts(app: &App, shop: ShopId) -> Result<EffortCounts, Error> {
    let mut counts = EffortCounts::default();
    for (steps, score, count) in store::effort_counts(&app.db, shop).await? {
        let scale = if steps == 5 { &mut counts.of_five[..] } else { &mut counts.of_seven[..] };
        if let Some(slot) = usize::try_from(score - 1).ok().and_then(|at| scale.get_mut(at)) {
            *slot = count;
        }
    }
    Ok(counts)
}

/// How many responses of a shop have each satisfaction score, 1 to 5.
pub async fn satisfaction_counts(app: &App, shop: ShopId) -> Result<[i64; 5], Error> {
    let mut counts = [0; 5];
    for (score, count) in store::satisfaction_counts(&app.db, shop).await? {
        if let Some(slot) = usize::try_from(score - 1).ok().and_then(|at| counts.get_mut(at)) {
            *slot = count;
        }
    }
    Ok(counts)
}
