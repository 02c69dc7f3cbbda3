//! Listens, serves and drains.

use std::future::Future;
use std::io::Write as _;

use anyhow::Context;
use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::app::{App, router};
use crate::config::{PublicUrl, Settings};
use crate::db::Db;
use crate::{assets, auth, demo};

/// Runs the server until it is told to stop, then lets requests under way finish.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let listener = TcpListener::bind(settings.listen).await.with_context(|| {
        format!("cannot listen on {}: is another server there?", settings.listen)
    })?;
    let storage = &settings.storage;
    let public = PublicUrl::new(storage.public_url.as_deref(), listener.local_addr()?)?;
    let db = Db::open(storage.database_url.as_deref(), &storage.data).await?;
    let app = App::new(db, public);
    let storefront = match &settings.demo {
        Some(place) => demo::open(&app, place).await?,
        None => None,
    };
    announce(&app, settings.demo.as_deref().filter(|_| storefront.is_some())).await?;
    let server = run(listener, router(app.clone()));
    match storefront {
        Some((listener, pages)) => {
            tokio::try_join!(server, run(listener, pages))?;
        }
        None => server.await?,
    }
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn run(listener: TcpListener, routes: Router) -> anyhow::Result<()> {
    let stop = stop_signal()?;
    axum::serve(listener, routes).with_graceful_shutdown(stop).await.context("the server failed")
}

/// Says where everything is. This is for people; the log goes to standard error.
async fn announce(app: &App, storefront: Option<&str>) -> anyhow::Result<()> {
    let mut lines = vec![format!("Candor is at {}", app.public.to("/"))];
    if let Some(place) = storefront {
        lines.push(format!("Storefront of the demo shop: http://{place}/"));
    }
    if !auth::has_owner(app).await? {
        let link = auth::invite(app, None).await?;
        lines.push(format!("Create the owner's account (this link works once): {link}"));
    }
    if assets::BUILD.is_none() {
        lines.push(assets::MISSING.to_owned());
    }
    writeln!(std::io::stdout(), "{}", lines.join("\n")).context("cannot write to standard output")
}

/// Ends when the process is asked to stop: SIGTERM, or Ctrl-C.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: no new connections, requests under way finish");
    })
}
