//! What the scores say, in one sentence that claims no more than their intervals allow.

use crate::scores::{Estimate, Scores};

/// With fewer answers than this, an interval is wider than any change that matters.
pub(super) const FEW: i64 = 30;

/// The title of the first page.
pub(super) fn of(scores: &Scores, shop: &str) -> String {
    match (scores.nps.score, scores.effort.agree, scores.satisfaction.satisfied) {
        (Some(nps), _, _) if nps.n >= FEW => recommended(nps, shop),
        (_, Some(agree), _) if agree.n >= FEW => easy(agree, shop),
        (_, _, Some(share)) if share.n >= FEW => satisfied(share, shop),
        (None, None, None) => format!("How customers feel about {shop}"),
        _ => "Too few answers to be sure yet".to_owned(),
    }
}

fn recommended(nps: Estimate, shop: &str) -> String {
    if nps.low > 0.0 {
        format!("{shop} has more promoters than detractors")
    } else if nps.high < 0.0 {
        format!("{shop} has more detractors than promoters")
    } else {
        format!("{shop} has about as many promoters as detractors")
    }
}

fn easy(agree: Estimate, shop: &str) -> String {
    if agree.low > 50.0 {
        format!("Most customers find it easy to buy from {shop}")
    } else if agree.high < 50.0 {
        format!("Most customers do not find it easy to buy from {shop}")
    } else {
        format!("About half of the customers find it easy to buy from {shop}")
    }
}

fn satisfied(share: Estimate, shop: &str) -> String {
    if share.low > 50.0 {
        format!("Most customers are satisfied with {shop}")
    } else if share.high < 50.0 {
        format!("Most customers are not satisfied with {shop}")
    } else {
        format!("About half of the customers are satisfied with {shop}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::{
        Effort, Nps, Satisfaction, effort_agree, effort_mean, nps, satisfaction_mean,
        satisfied as share_satisfied,
    };

    fn said(promoters: i64, detractors: i64, easy: [i64; 7]) -> String {
        said_of(promoters, detractors, easy, [0; 5])
    }

    fn said_of(promoters: i64, detractors: i64, easy: [i64; 7], satisfied: [i64; 5]) -> String {
        let score = nps(promoters, 0, detractors);
        let scores = Scores {
            nps: Nps { score, promoters, passives: 0, detractors },
            effort: Effort { mean: effort_mean(easy), agree: effort_agree(easy, [0; 5]) },
            satisfaction: Satisfaction {
                mean: satisfaction_mean(satisfied),
                satisfied: share_satisfied(satisfied),
            },
        };
        of(&scores, "Mugs")
    }

    #[test]
    fn a_sentence_claims_only_what_the_interval_allows() {
        let none = [0; 7];

        assert_eq!(said(60, 20, none), "Mugs has more promoters than detractors");
        assert_eq!(said(20, 60, none), "Mugs has more detractors than promoters");
        assert_eq!(said(41, 39, none), "Mugs has about as many promoters as detractors");
        assert_eq!(said(5, 0, none), "Too few answers to be sure yet");
        assert_eq!(said(0, 0, none), "How customers feel about Mugs");
    }

    #[test]
    fn effort_speaks_where_too_few_were_asked_for_a_recommendation() {
        assert!(said(5, 0, [0, 0, 0, 0, 0, 0, 40]).starts_with("Most customers find it easy"));
        assert!(said(5, 0, [0, 0, 0, 20, 0, 20, 0]).starts_with("About half"));
    }

    #[test]
    fn satisfaction_speaks_where_too_few_were_asked_for_anything_else() {
        let said = |satisfied| said_of(5, 0, [0, 0, 0, 0, 0, 0, 5], satisfied);

        assert_eq!(said([0, 0, 0, 0, 40]), "Most customers are satisfied with Mugs");
        assert_eq!(said([20, 0, 20, 0, 0]), "Most customers are not satisfied with Mugs");
        assert!(said([0, 0, 20, 20, 0]).starts_with("About half"));
        assert_eq!(said([0, 0, 0, 0, 5]), "Too few answers to be sure yet");
    }
}
