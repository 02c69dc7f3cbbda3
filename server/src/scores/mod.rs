//! Scores: what the answers come to, always with how many there are and how sure that makes.

mod interval;
pub mod precision;

use serde::Serialize;
use shared::id::ShopId;

use crate::app::App;
use crate::error::Error;
use crate::responses;

pub use interval::{
    Estimate, effort_agree, effort_mean, nps, satisfaction_mean, satisfied, stars_mean,
};

/// What a shop's answers come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Net Promoter Score.
    pub nps: Nps,
    /// Customer Effort Score.
    pub effort: Effort,
    /// Customer Satisfaction Score.
    pub satisfaction: Satisfaction,
}

/// Net Promoter Score: promoters less detractors, in points from −100 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Nps {
    /// The score; none without answers.
    pub score: Option<Estimate>,
    /// How many chose 9 or 10.
    pub promoters: i64,
    /// How many chose 7 or 8.
    pub passives: i64,
    /// How many chose 0 to 6.
    pub detractors: i64,
}

/// Effort, from hard to easy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effort {
    /// The mean of the answers on seven steps; none without any.
    pub mean: Option<Estimate>,
    /// The share that agrees it was easy (5–7 of 7, 4–5 of 5), in percent; none without answers.
    pub agree: Option<Estimate>,
}

/// Satisfaction, from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Satisfaction {
    /// The mean; none without answers.
    pub mean: Option<Estimate>,
    /// The share that is satisfied (4–5), in percent; none without answers.
    pub satisfied: Option<Estimate>,
}

/// What all of a shop's answers come to.
pub async fn of_shop(app: &App, shop: ShopId) -> Result<Scores, Error> {
    let by_score = responses::nps_counts(app, shop).await?;
    let by_effort = responses::effort_counts(app, shop).await?;
    let by_satisfaction = responses::satisfaction_counts(app, shop).await?;
    let [detractors, passives, promoters] =
        [&by_score[..7], &by_score[7..9], &by_score[9..]].map(|part| part.iter().sum::<i64>());
    Ok(Scores {
        nps: Nps { score: nps(promoters, passives, detractors), promoters, passives, detractors },
        effort: Effort {
            mean: effort_mean(by_effort.of_seven),
            agree: effort_agree(by_effort.of_seven, by_effort.of_five),
        },
        satisfaction: Satisfaction {
            mean: satisfaction_mean(by_satisfaction),
            satisfied: satisfied(by_satisfaction),
        },
    })
}
