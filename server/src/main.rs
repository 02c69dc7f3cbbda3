//! The command line of `candor`.

use std::io::{IsTerminal as _, Write as _};

use anyhow::Context;
use clap::{Parser, Subcommand};
use server::app::App;
use server::config::{Log, PublicUrl, Settings, Storage};
use server::shops::Details;
use server::{auth, serve, shops, surveys};
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

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    // Written by a thread of its own: requests do not wait for whoever reads the log, and none
    // of its lines is left out.
    let (log, _written_at_the_end) =
        NonBlockingBuilder::default().lossy(false).finish(std::io::stderr());
    tracing_subscriber::fmt()
        .with_writer(log)
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
    }
}

async fn open(storage: &Storage) -> anyhow::Result<App> {
    let usual = ([127, 0, 0, 1], 7311).into();
    let public = PublicUrl::new(storage.public_url.as_deref(), usual)?;
    Ok(App::new(storage.place.address()?.open().await?, public))
}

async fn invite(shop: Option<ShopId>, storage: &Storage) -> anyhow::Result<()> {
    let link = auth::invite(&open(storage).await?, shop).await?;
    print(&link)
}

async fn create_shop(details: Details, storage: &Storage) -> anyhow::Result<()> {
    let app = open(storage).await?;
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
