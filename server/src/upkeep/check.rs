//! Looks whether everything in the database is whole, and can be read as what it should be.

use std::io::Write;

use anyhow::{Context as _, bail};
use serde::de::DeserializeOwned;
use shared::context::Vitals;
use shared::response::Answer;
use shared::review::{Provenance, State, Withheld};
use shared::survey::Survey;
use shared::targeting::Rule;
use uuid::Uuid;

use super::store::{self, Cell, Key};
use crate::db::{Address, Backend, Db, Migrations};
use crate::shops::TouchpointRule;

/// So many examples of each thing that is wrong are shown.
const SHOWN: usize = 5;

/// What must find no row, and how it is called.
const RULES: [(&str, &str); 7] = [
    (
        "no response is there twice",
        "select shop_id, id from response group by shop_id, id having count(*) > 1 limit 100",
    ),
    (
        "no response has two reviews",
        "select shop_id, response_id from review
         group by shop_id, response_id having count(*) > 1 limit 100",
    ),
    (
        "every review has its response",
        "select review.shop_id, review.id from review
         left join response on response.shop_id = review.shop_id and response.id = response_id
         where response.id is null limit 100",
    ),
    (
        "every response has the survey that was asked",
        "select response.shop_id, response.id from response
         left join survey_version on survey_version.shop_id = response.shop_id
             and survey_version.survey_id = response.survey_id and version = survey_version
         where survey_version.survey_id is null limit 100",
    ),
    (
        "every survey has its newest version",
        "select survey.shop_id, survey.id from survey
         left join survey_version on survey_version.shop_id = survey.shop_id
             and survey_id = survey.id and survey_version.version = survey.version
         where survey_id is null limit 100",
    ),
    (
        "every score and number is one that there can be",
        "select shop_id, id from response
         where nps not between 0 and 10 or effort not between 1 and coalesce(effort_steps, 7)
             or satisfaction not between 1 and 5 or seq < 1 or messages < 1
         limit 100",
    ),
    (
        "every review has stars, and what its state asks for",
        "select shop_id, id from review
         where stars not between 1 and 5 or (state = 'published' and published_at is null)
             or (state = 'withheld' and withheld is null)
         limit 100",
    ),
];

/// Writes down what was looked at and what is wrong.
struct Report<'a> {
    out: &'a mut dyn Write,
    wrong: usize,
}

/// Looks at everything that can be wrong with a database, and changes nothing. An error where
/// something is.
pub async fn check(address: &Address, out: &mut dyn Write) -> anyhow::Result<()> {
    let db = address.look().await?;
    let migrations = Migrations::of(&db).await?;
    let mut report = Report { out, wrong: 0 };
    report.say(&format!("Checking {address}"))?;
    match &db {
        Backend::Sqlite(file) => {
            let found = or_why(store::damage(&file.readers).await);
            report.came_to("pages, indexes and references are whole", &found)?;
        }
        Backend::Postgres(pool) => {
            let found = store::distrusted(pool).await?;
            report.came_to("Postgres relies on every index and constraint", &found)?;
        }
    }
    report.migrations(&migrations)?;
    if migrations.missing.is_empty() {
        for (name, rule) in RULES {
            let found =
                store::broken(&db, rule).await.map(|rows| rows.iter().map(name_of).collect());
            report.came_to(name, &or_why(found))?;
        }
        report.contents(&db).await?;
    }
    db.close().await;
    match report.wrong {
        0 => report.say("Nothing is wrong."),
        1 => bail!("one thing is wrong"),
        several => bail!("{several} things are wrong"),
    }
}

impl Report<'_> {
    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        writeln!(self.out, "{line}").context("cannot write to standard output")
    }

    /// Says what came of one look: nothing, or what was found.
    fn came_to(&mut self, name: &str, found: &[String]) -> anyhow::Result<()> {
        if found.is_empty() {
            return self.say(&format!("ok     {name}"));
        }
        self.wrong += 1;
        self.say(&format!("WRONG  {name}: not so"))?;
        for line in found.iter().take(SHOWN) {
            self.say(&format!("         {line}"))?;
        }
        if found.len() > SHOWN {
            self.say("         and more")?;
        }
        Ok(())
    }

    fn migrations(&mut self, migrations: &Migrations) -> anyhow::Result<()> {
        let Migrations { applied, newer, missing, wrong } = migrations;
        let wrong = wrong.iter().map(|version| format!("migration {version}")).collect::<Vec<_>>();
        self.came_to(&format!("tables are as this program made them, in {applied} steps"), &wrong)?;
        if !newer.is_empty() {
            self.say("note   a newer version has been here; better check with that one")?;
        }
        if !missing.is_empty() {
            self.say("note   an older version made this, so its contents are not looked at;")?;
            self.say("       check with that version, or again after this one has started on it")?;
        }
        Ok(())
    }

    /// Looks whether what is stored can be read as what it should be.
    async fn contents(&mut self, db: &Db) -> anyhow::Result<()> {
        let shops = store::cells(
            db,
            "select id, id, cast(origins as text), cast(touchpoints as text) from shop",
        );
        let found = shops.await.map(|rows| unread::<Vec<String>, Vec<TouchpointRule>>(&rows));
        self.came_to("every shop can be read", &or_why(found))?;

        let rules = store::cells(db, "select shop_id, id, cast(rule as text), null from survey");
        let found = rules.await.map(|rows| unread::<Rule, ()>(&rows));
        self.came_to("every survey's rule can be read", &or_why(found))?;

        let versions = store::cells(
            db,
            "select shop_id, survey_id, cast(definition as text), null from survey_version",
        );
        let found = versions.await.map(|rows| unread::<Survey, ()>(&rows));
        self.came_to("every version of a survey can be read", &or_why(found))?;

        let (seen, found) = answers(db).await;
        self.came_to(
            &format!("the answers of every response can be read, {seen} of them"),
            &found,
        )?;

        let found = words(db).await;
        self.came_to("every review is in a state that there is", &or_why(found))
    }
}

/// Reads the answers of all responses: how many there are, and which cannot be read.
async fn answers(db: &Db) -> (usize, Vec<String>) {
    let (mut seen, mut found, mut after) = (0, Vec::new(), (Uuid::nil(), Uuid::nil()));
    loop {
        match store::answers(db, after).await {
            Ok(rows) => {
                let Some((shop, id, ..)) = rows.last() else { return (seen, found) };
                after = (*shop, *id);
                seen += rows.len();
                // More is not shown, and a table that is all wrong need not fit into the memory.
                if found.len() <= SHOWN {
                    found.extend(unread::<Vec<Answer>, Vitals>(&rows));
                }
            }
            Err(error) => {
                found.push(format!("{error:#}"));
                return (seen, found);
            }
        }
    }
}

/// Words among the reviews that mean nothing.
async fn words(db: &Db) -> anyhow::Result<Vec<String>> {
    let states = store::words(db, "select distinct state from review").await?;
    let reasons = "select distinct withheld from review where withheld is not null";
    let reasons = store::words(db, reasons).await?;
    let ways = store::words(db, "select distinct provenance from review").await?;
    let state = |word: &String| State::ALL.iter().any(|known| known.as_str() == word);
    let reason = |word: &String| Withheld::ALL.iter().any(|known| known.as_str() == word);
    let way = |word: &String| Provenance::ALL.iter().any(|known| known.as_str() == word);
    let states = states.into_iter().filter(|word| !state(word));
    let reasons = reasons.into_iter().filter(|word| !reason(word));
    Ok(states.chain(reasons).chain(ways.into_iter().filter(|word| !way(word))).collect())
}

/// The rows whose JSON cannot be read. Why is not told: that would repeat what somebody wrote.
fn unread<A: DeserializeOwned, B: DeserializeOwned>(rows: &[Cell]) -> Vec<String> {
    fn good<T: DeserializeOwned>(json: Option<&String>) -> bool {
        json.is_none_or(|json| serde_json::from_str::<T>(json).is_ok())
    }
    let bad = rows.iter().filter(|(_, _, a, b)| !good::<A>(a.as_ref()) || !good::<B>(b.as_ref()));
    bad.map(|(shop, id, ..)| name_of(&(*shop, *id))).collect()
}

/// What was found, or why nobody could look.
fn or_why(found: anyhow::Result<Vec<String>>) -> Vec<String> {
    found.unwrap_or_else(|error| vec![format!("{error:#}")])
}

fn name_of((shop, id): &Key) -> String {
    format!("shop {}, id {}", shop.simple(), id.simple())
}
