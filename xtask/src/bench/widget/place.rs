//! A shop on a real server that asks on the pages of products, at once.

use std::fs::File;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;

use crate::machine::served::{Folder, Served};
use crate::{program, workspace};

/// The survey that is asked on pages of products.
const SURVEY: &str = "product-nps";

/// A running server with a shop.
pub(super) struct Place {
    /// Address of the shop's snippet.
    pub(super) snippet: String,
    // Dropped in this order.
    _server: Served,
    _folder: Folder,
}

/// What `candor shop create` prints.
#[derive(Deserialize)]
struct Created {
    shop: String,
    key: String,
}

impl Place {
    /// Creates a shop whose pages are at this origin, and starts its server.
    pub(super) fn open(release: bool, origin: &str) -> anyhow::Result<Self> {
        let folder = Folder::new("bench-widget")?;
        let candor = || {
            let mut candor = program::command(release);
            let database = folder.path().join("candor.db");
            candor.env("DATABASE_URL", format!("sqlite:{}", database.display()));
            candor
        };
        let mut create = candor();
        create.args(["shop", "create", "--name", "Kiln & Cup", "--url", origin]);
        let printed = workspace::output(create.args(["--origin", origin]))?;
        let created: Created = serde_json::from_str(&printed)
            .context("understanding what `candor shop create` printed")?;
        let mut serve = candor();
        serve.args(["serve", "--listen", "127.0.0.1:0"]);
        serve.stderr(File::create(folder.path().join("log"))?);
        let server = Served::start(&mut serve, program::ANNOUNCED)?;
        ask_at_once(&server.url, &created)?;
        let snippet = format!("{}/embed/{}.js", server.url, created.shop);
        Ok(Self { snippet, _server: server, _folder: folder })
    }
}

/// The owner takes the delay out of the survey.
fn ask_at_once(server: &str, created: &Created) -> anyhow::Result<()> {
    let surveys = format!("{server}/v1/shops/{}/surveys", created.shop);
    let key = format!("Bearer {}", created.key);
    let listed = ureq::get(&surveys).header("authorization", &key).call()?;
    let mut listed: Value = serde_json::from_str(&listed.into_body().read_to_string()?)?;
    let all = listed["items"].as_array_mut().context("surveys are a list")?;
    let survey = all.iter_mut().find(|survey| survey["name"] == SURVEY);
    let survey = survey.with_context(|| format!("no survey is named {SURVEY}"))?;
    survey["rule"]["delay_ms"] = 0.into();
    let id = survey["id"].as_str().context("a survey has an id")?;
    let put = ureq::put(format!("{surveys}/{id}")).header("authorization", &key);
    put.header("content-type", "application/json").send(survey.to_string())?;
    Ok(())
}
