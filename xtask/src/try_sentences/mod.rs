//! Sends many real sentences through a real server as reviews, and reads back what the public
//! gets: every one, to the byte, and nothing else.

mod api;
mod html;
mod sentences;
mod server;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{bail, ensure};
use clap::Args;

use self::api::{Account, Shop};
use self::sentences::Review;
use self::server::ThrowAway;
use crate::{program, widget};

/// Shoppers who send at the same time.
const SHOPPERS: usize = 8;

/// What `cargo xtask try-sentences` tries, and on which server.
#[derive(Args)]
pub(crate) struct TrySentences {
    /// CSV with the columns `text` and `positive`: five stars if that is 1, two if it is 0
    file: PathBuf,
    /// A server to try instead of a new one; its shop should have no reviews yet
    #[arg(long, requires_all = ["shop", "key"])]
    url: Option<String>,
    /// The shop's id on that server
    #[arg(long, requires = "url")]
    shop: Option<String>,
    /// An API key of that shop
    #[arg(long, requires = "url", env = "CANDOR_KEY", hide_env_values = true)]
    key: Option<String>,
    /// Tries the optimised program
    #[arg(long)]
    release: bool,
}

/// Runs the trial; fails on any difference.
pub(crate) fn run(arguments: &TrySentences) -> anyhow::Result<()> {
    let sent = sentences::read(&arguments.file)?;
    ensure!(!sent.is_empty(), "{} has no sentences", arguments.file.display());
    let (account, _server) = account(arguments)?;
    let shop = Shop::open(account)?;

    timed("sent", sent.len(), || each(&sent, |review| shop.submit(review)))?;
    let waiting = shop.waiting()?;
    timed("published", waiting.len(), || each(&waiting, |id| shop.publish(id)))?;
    let feed = timed("read from the feed", sent.len(), || shop.published())?;
    let page = timed("read from the HTML", sent.len(), || html::published(&shop))?;

    let mut differences = differences("the feed", &sent, &feed.reviews);
    differences.extend(differences_in_html(&sent, &page));
    if feed.count != sent.len() {
        differences.push(format!("the summary counts {}, not {}", feed.count, sent.len()));
    }
    for difference in &differences {
        eprintln!("{difference}");
    }
    if !differences.is_empty() {
        bail!("what was read back is not what was sent");
    }
    println!("{} reviews are the same in the feed and in the HTML, to the byte", sent.len());
    Ok(())
}

/// The account that is named, or one on a new server, which runs as long as it is kept.
fn account(arguments: &TrySentences) -> anyhow::Result<(Account, Option<ThrowAway>)> {
    let TrySentences { url, shop, key, release, .. } = arguments;
    if let (Some(url), Some(shop), Some(key)) = (url, shop, key) {
        let url = url.trim_end_matches('/').to_owned();
        return Ok((Account { url, shop: shop.clone(), key: key.clone() }, None));
    }
    widget::build()?;
    program::build(*release)?;
    let (server, account) = ThrowAway::start(*release)?;
    Ok((account, Some(server)))
}

/// The HTML has no stars to read out of each review, so only texts are compared.
fn differences_in_html(sent: &[Review], texts: &[String]) -> Vec<String> {
    let alike = |text: &String| Review { text: text.clone(), stars: 0 };
    let sent: Vec<Review> = sent.iter().map(|review| alike(&review.text)).collect();
    let read: Vec<Review> = texts.iter().map(alike).collect();
    differences("the HTML", &sent, &read)
}

/// What was read too often or not often enough, as lines to show.
fn differences(place: &str, sent: &[Review], read: &[Review]) -> Vec<String> {
    let mut balance: BTreeMap<&Review, i64> = BTreeMap::new();
    for review in sent {
        *balance.entry(review).or_default() += 1;
    }
    for review in read {
        *balance.entry(review).or_default() -= 1;
    }
    let differing = balance.into_iter().filter(|(_, missing)| *missing != 0);
    differing
        .map(|(review, missing)| {
            let what = if missing > 0 { "missing" } else { "too many" };
            let Review { text, stars } = review;
            format!("{place}: {} {what}: {stars} stars {text:?}", missing.abs())
        })
        .collect()
}

/// Does something with every item, several at a time; stops at the first failure.
fn each<T: Sync>(
    items: &[T],
    work: impl Fn(&T) -> anyhow::Result<()> + Sync,
) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    let shopper = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = work(item) {
                next.store(items.len(), Ordering::Relaxed);
                return Err(error);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let shoppers: Vec<_> = (0..SHOPPERS).map(|_| scope.spawn(shopper)).collect();
        for shopper in shoppers {
            match shopper.join() {
                Ok(outcome) => outcome?,
                Err(_) => bail!("a shopper panicked"),
            }
        }
        Ok(())
    })
}

fn timed<T>(
    what: &str,
    count: usize,
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let begun = Instant::now();
    let outcome = work()?;
    println!("{count:>6} {what:<20}{:>7.2} s", begun.elapsed().as_secs_f64());
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(text: &str, stars: i64) -> Review {
        Review { text: text.to_owned(), stars }
    }

    #[test]
    fn the_same_in_another_order_is_no_difference() {
        let sent = [review("a", 5), review("b", 2), review("a", 5)];
        let read = [review("b", 2), review("a", 5), review("a", 5)];

        assert!(differences("x", &sent, &read).is_empty());
    }

    #[test]
    fn a_lost_a_doubled_and_a_changed_review_are_found() {
        let sent = [review("a", 5), review("b", 2)];

        assert_eq!(differences("x", &sent, &sent[..1]).len(), 1);
        assert_eq!(differences("x", &sent[..1], &[review("a", 5), review("a", 5)]).len(), 1);
        assert_eq!(differences("x", &sent[..1], &[review("a ", 5)]).len(), 2);
        assert_eq!(differences("x", &sent[..1], &[review("a", 4)]).len(), 2);
    }

    #[test]
    fn every_item_is_worked_on_once_and_a_failure_is_told() {
        let items: Vec<usize> = (1..=100).collect();
        let sum = AtomicUsize::new(0);
        let add = |item: &usize| {
            sum.fetch_add(*item, Ordering::Relaxed);
            Ok(())
        };

        each(&items, add).unwrap();

        assert_eq!(sum.into_inner(), 5050);
        assert!(each(&items, |item| if *item == 50 { bail!("no") } else { Ok(()) }).is_err());
    }
}
