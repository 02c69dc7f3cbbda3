//! A server of the trial's own, with one shop, on a free port and in a new folder.

use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use super::api::{Account, STOREFRONT};
use crate::machine::served::{Folder, Served};
use crate::{program, workspace};

/// A running server; dropped, it is ended and its folder removed.
pub(super) struct ThrowAway {
    _server: Served,
    _folder: Folder,
}

/// What `candor shop create` prints.
#[derive(Deserialize)]
struct Created {
    shop: String,
    key: String,
}

impl ThrowAway {
    /// Makes a shop and starts the program that was built last.
    pub(super) fn start(release: bool) -> anyhow::Result<(Self, Account)> {
        let folder = Folder::new("try")?;
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
        let mut command = candor(release, &folder);
        // All reviews come from one address, faster than any visitor's.
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--visitor-rate", "0"];
        command.args(arguments).env("CANDOR_LOG", "warn");
        let server = Served::start(&mut command, program::ANNOUNCED)?;
        let url = server.url.clone();
        Ok((Self { _server: server, _folder: folder }, Account { url, shop, key }))
    }
}

/// The program, with this folder's database and no setting of the reader's own.
fn candor(release: bool, folder: &Folder) -> Command {
    let mut candor = program::command(release);
    candor.env("CANDOR_DATA", folder.path());
    candor
}
