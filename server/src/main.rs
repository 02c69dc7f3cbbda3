//! The command line of `candor`.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use server::app::{App, Parts};
use server::config::{Log, Place, PublicUrl, Settings, Storage};
use server::db::Db;
use server::shops::Details;
use server::{auth, log, serve, shops, surveys, upkeep};
use shared::id::ShopId;
use tracing_appender::non_blocking::NonBlockingBuilder;

/// Asks, keeps, shows and proves what customers experience, for online shops.
#[derive(Parser)]
#[command(name = "candor", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    log: Log,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the server.
    Serve(Settings),
    /// Looks after owners' accounts.
    #[command(subcommand)]
    Owner(OwnerCommand),
    /// Looks after shops.
    #[command(subcommand)]
    Shop(ShopCommand),
    /// Copies the database file to a new file, while the server goes on.
    Backup {
        /// The new file; nothing may be there yet.
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Looks whether the database is whole, or a backup of it, and changes nothing.
    Check {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum OwnerCommand {
    /// Prints a one-time link that creates an owner's account, or sets a new password for one.
    Invite {
        /// Opens only this shop; without it, every shop that there is.
        #[arg(long)]
        shop: Option<ShopId>,
        #[command(flatten)]
        storage: Storage,
    },
}

#[derive(Subcommand)]
enum ShopCommand {
    /// Creates a shop with the usual surveys, live, and prints its id and a key as JSON.
    Create {
        /// Its name, as customers know it.
        #[arg(long)]
        name: String,
        /// Address of its front page.
        #[arg(long)]
        url: String,
        /// A site whose pages may send answers; may be given several times.
        #[arg(long)]
        origin: Vec<String>,
        #[command(flatten)]
        storage: Storage,
    },
}

/// Each answer takes a good hundred allocations, and many are freed by another thread than made
/// them; docs/benchmarks.md has what this one makes of it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    // Written by a thread of its own: requests never wait for whoever reads the log. Should that
    // reader stop, lines are left out once 128,000 wait, which takes some seconds at full load.
    let (out, _written_at_the_end) = NonBlockingBuilder::default().lossy(true).finish(log::out());
    tracing_subscriber::fmt()
        .with_writer(out)
        .with_ansi(std::io::stderr().is_terminal())
        .with_env_filter(arguments.log.filter()?)
        .init();
    match arguments.command {
        Command::Serve(settings) => serve::serve(settings).await,
        Command::Owner(OwnerCommand::Invite { shop, storage }) => invite(shop, &storage).await,
        Command::Shop(ShopCommand::Create { name, url, origin, storage }) => {
            let details = Details { origins: origin, ..Details::new(&name, &url) };
            create_shop(details, &storage).await
        }
        Command::Backup { file, place } => print(&upkeep::backup(&place.address()?, &file).await?),
        Command::Check { place } => upkeep::check(&place.address()?, &mut std::io::stdout()).await,
    }
}

/// The parts of the program that work on a database, without the server.
fn app(storage: &Storage, db: Db) -> anyhow::Result<App> {
    let public = PublicUrl::new(storage.public_url.as_deref(), storage.listen)?;
    Ok(Parts::new(db, public)?.into())
}

async fn invite(shop: Option<ShopId>, storage: &Storage) -> anyhow::Result<()> {
    let db = storage.place.address()?.open_existing().await?;
    let link = auth::invite(&app(storage, db)?, shop).await?;
    print(&link)
}

async fn create_shop(details: Details, storage: &Storage) -> anyhow::Result<()> {
    let app = app(storage, storage.place.address()?.open().await?)?;
    let created = shops::create(&app, None, details).await?;
    let shop = created.shop.id;
    surveys::create_usual(&app, shop, true).await?;
    let (_, key) = auth::create_key(&app, shop, "command line").await?;
    let token_secret = created.token_secret;
    let created = serde_json::json!({ "shop": shop, "key": key, "token_secret": token_secret });
    print(&created.to_string())
}

fn print(line: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{line}").context("cannot write to standard output")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    const GUIDE: &str = include_str!("../../docs/operations.md");

    /// The rows of the guide's table of settings: option, variable, default and example.
    fn rows() -> Vec<[String; 4]> {
        let rows = GUIDE.lines().filter(|line| line.starts_with("| `--"));
        rows.map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            [0, 1, 3, 4].map(|at| cells[at].trim_matches('`').to_owned())
        })
        .collect()
    }

    /// The settings of `candor serve`, as the program itself lists them.
    fn settings() -> Vec<[String; 3]> {
        let mut command = Arguments::command();
        command.build();
        let serve = command.find_subcommand("serve").expect("there is a server");
        let settings = serve.get_arguments().filter(|it| it.get_env().is_some());
        settings
            .map(|setting| {
                let text = |text: &std::ffi::OsStr| text.to_string_lossy().into_owned();
                let option = setting.get_long().expect("every setting is an option, too");
                let default = setting.get_default_values().first().map(|value| text(value));
                [
                    format!("--{option}"),
                    setting.get_env().map(text).unwrap_or_default(),
                    default.unwrap_or_default(),
                ]
            })
            .collect()
    }

    #[test]
    fn the_guide_lists_every_setting_and_no_other() {
        let settings = settings();
        let rows = rows();

        for [option, variable, default] in &settings {
            let row = rows.iter().find(|[listed, ..]| listed == option);
            let [_, listed, said, _] = row.unwrap_or_else(|| panic!("{option} is not listed"));
            assert_eq!(listed, variable);
            // A default that comes about at the start is described in words.
            assert!(default.is_empty() || said == default, "{option}: {said}, but is {default}");
        }
        assert_eq!(rows.len(), settings.len(), "the guide lists what there is not: {rows:?}");
        assert_eq!(settings.len(), 14, "{settings:?}");
    }

    #[test]
    fn the_guides_examples_are_good() {
        for [option, _, _, example] in rows() {
            let arguments = Arguments::try_parse_from(["candor", "serve", &option, &example]);
            assert!(arguments.is_ok(), "{option} {example}");
        }
    }

    #[test]
    fn a_setting_that_may_hold_a_password_is_not_shown() {
        let url = "postgres://ana:s3cret@db.example/shop";
        let parsed = Arguments::try_parse_from(["candor", "serve", "--database-url", url]);
        let Ok(Arguments { command: Command::Serve(settings), .. }) = parsed else {
            panic!("it is a good address");
        };

        assert!(!format!("{settings:?}").contains("s3cret"));
    }
}
