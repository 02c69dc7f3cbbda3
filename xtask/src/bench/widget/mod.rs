//! Measures what the widget costs a page, beside the page alone and a hand-written floor.

mod aims;
pub(crate) mod axe;
mod driver;
mod figures;
mod pages;
mod place;
mod visit;
mod weight;

use std::collections::btree_map::Entry;
use std::fs;

use anyhow::Context as _;
use clap::Args;

use self::figures::{Figures, Subject};
use self::pages::Pages;
use self::place::Place;
use self::visit::{Conditions, Page, visit};
use self::weight::Weight;
use crate::machine::browser::{self, Browser};
use crate::machine::install::{self, Need};
use crate::{program, workspace};

/// What measuring needs.
const NEEDS: [Need; 3] = [Need::Chromium, Need::ChromeDriver, Need::Fonts];

/// A page of a product, where a question is due, and one where none is.
const ASKS: &str = "/products/mug";
/// See above.
const ASKS_NOT: &str = "/pages/mug";

/// How `cargo xtask bench widget` measures.
#[derive(Args)]
pub(crate) struct Widget {
    /// How often each page is opened, each time in a browser that has never been anywhere
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    runs: usize,
    /// Measures with the server as it is built for tests; what browsers get is the same
    #[arg(long)]
    debug: bool,
    /// Only checks that measuring works: once, without slowing anything down
    #[arg(long, conflicts_with_all = ["runs"])]
    smoke: bool,
}

/// Measures.
pub(super) fn run(widget: &Widget) -> anyhow::Result<()> {
    if widget.smoke {
        return smoke();
    }
    install::missing(&NEEDS)?;
    crate::widget::build()?;
    build(!widget.debug)?;
    measure(widget.runs, &Conditions::ALL, !widget.debug)
}

/// Checks that measuring works, not how light anything is.
pub(crate) fn smoke() -> anyhow::Result<()> {
    install::missing(&NEEDS)?;
    crate::widget::build()?;
    build(false)?;
    measure(1, &[Conditions::Full], false)
}

fn build(release: bool) -> anyhow::Result<()> {
    if release {
        return program::build(true);
    }
    // With the tests, which are built already: with them go the same dependencies.
    let selection = ["build", "--workspace", "--test", "e2e", "--bin", "candor"];
    workspace::run(&mut workspace::cargo(&selection))
}

fn measure(runs: usize, conditions: &[Conditions], release: bool) -> anyhow::Result<()> {
    // It says itself what is left out where there is none.
    let Some(browser) = browser::start()? else { return Ok(()) };
    let pages = Pages::serve()?;
    let place = Place::open(release, &pages.origin)?;
    let axe = axe::source()?;
    let mut figures = Figures { has_axe: axe.is_some(), ..Figures::default() };
    for number in 0..runs {
        let mut turn = Subject::ALL.to_vec();
        // There and back, so that nobody always follows the same.
        if number % 2 == 1 {
            turn.reverse();
        }
        for conditions in conditions {
            for subject in &turn {
                let axe = axe.as_deref().filter(|_| number == 0);
                let page = page(*subject, &pages, &place);
                one(&browser, &page, (*conditions, *subject), axe, &mut figures)?;
            }
        }
        println!("run {} of {runs}", number + 1);
    }
    figures.load = load();
    let json = figures.print()?;
    let file = workspace::target().join("bench/widget.json");
    fs::create_dir_all(workspace::target().join("bench"))?;
    fs::write(&file, format!("{json}\n")).with_context(|| format!("writing {}", file.display()))?;
    println!("\nKept in {}\n\n{json}", file.display());
    Ok(())
}

/// How many processes wanted a processor in the last minute, on average: figures from a machine
/// that has other things to do are no figures of the widget.
fn load() -> Option<f64> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    load.split_whitespace().next()?.parse().ok()
}

fn page(subject: Subject, pages: &Pages, place: &Place) -> Page {
    let (floor, asks) = (pages.floor(), subject.asks());
    let script = match subject {
        Subject::Plain => None,
        Subject::FloorLater => Some(format!("{floor}?later")),
        Subject::Floor => Some(floor),
        Subject::CandorLater | Subject::Candor => Some(place.snippet.clone()),
    };
    let path = if asks { ASKS } else { ASKS_NOT };
    Page { url: pages.page(path, script.as_deref()), asks }
}

fn one(
    browser: &Browser,
    page: &Page,
    (conditions, subject): (Conditions, Subject),
    axe: Option<&str>,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let visit = visit(browser, page, conditions, axe)
        .with_context(|| format!("opening {} ({})", page.url, subject.title()))?;
    if let Entry::Vacant(weight) = figures.weights.entry(subject) {
        weight.insert(Weight::of(&visit.fetched)?);
    }
    figures.add(conditions, subject, visit);
    Ok(())
}
