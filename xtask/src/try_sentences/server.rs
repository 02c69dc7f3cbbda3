//! A server of the trial's own, with one shop, on a free port and in a new folder.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::{env, fs, process, thread};

use anyhow::Context as _;
use serde::Deserialize;

use super::api::{Account, STOREFRONT};
use crate::{program, workspace};

/// What stands before the address in what the server prints.
const ANNOUNCED: &str = "Candor is at ";

/// A running server; dropped, it is ended and its folder removed.
pub(super) struct ThrowAway {
    process: Child,
    _folder: Folder,
}

struct Folder(PathBuf);

/// What `candor shop create` prints.
#[derive(Deserialize)]
struct Created {
    shop: String,
    key: String,
}

impl ThrowAway {
    /// Makes a shop and starts the program that was built last.
    pub(super) fn start(release: bool) -> anyhow::Result<(Self, Account)> {
        let path = env::temp_dir().join(format!("candor-try-{}", process::id()));
        fs::create_dir(&path).with_context(|| format!("making {}", path.display()))?;
        let folder = Folder(path);
        let printed = workspace::output(candor(release, &folder).args([
            "shop",
            "create",
            "--name",
            "Sentences",
            "--url",
            STOREFRONT,
            "--origin",
            STOREFRONT,
        ]))?;
        let Created { shop, key } = serde_json::from_str(&printed)
            .context("understanding what `candor shop create` printed")?;

        let mut process = candor(release, &folder)
            .args(["serve", "--listen", "127.0.0.1:0", "--visitor-rate", "0"])
            .env("CANDOR_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the server")?;
        let stdout = process.stdout.take().context("the server's output is a pipe")?;
        let server = Self { process, _folder: folder };
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let url = lines
            .find_map(|line| Some(line.strip_prefix(ANNOUNCED)?.trim_end_matches('/').to_owned()))
            .context("the server ended before it said its address")?;
        // Nobody reads on, and a full pipe would stop the server.
        thread::spawn(move || lines.for_each(drop));
        Ok((server, Account { url, shop, key }))
    }
}

/// The program, with this folder's database and no setting of the reader's own.
fn candor(release: bool, folder: &Folder) -> Command {
    let mut candor = workspace::command(program::path(release));
    for setting in ["DATABASE_URL", "CANDOR_PUBLIC_URL", "CANDOR_LISTEN"] {
        candor.env_remove(setting);
    }
    candor.env("CANDOR_DATA", &folder.0);
    candor
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // A server that is gone already cannot be ended.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} is left behind: {error}", self.0.display());
        }
    }
}
