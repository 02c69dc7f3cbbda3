//! Listens, serves and drains.

use std::future::Future;
use std::io::Write as _;
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::app::{App, Parts, router};
use crate::config::{PublicUrl, Settings, Storage};
use crate::http::rates::Rates;
use crate::http::serve::Bounds;
use crate::reviews::photos::{self, Files};
use crate::{assets, auth, demo, http};

/// Runs the server until it is told to stop, then lets requests under way finish.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let proxies = settings.limits.proxies()?;
    let countries = settings.limits.countries()?;
    let listener = TcpListener::bind(settings.storage.listen).await.with_context(|| {
        let listen = settings.storage.listen;
        format!("cannot listen on {listen} (CANDOR_LISTEN): is another program there?")
    })?;
    let storage = &settings.storage;
    let public = PublicUrl::new(storage.public_url.as_deref(), listener.local_addr()?)?;
    if storage.public_url.is_none() && !storage.listen.ip().is_loopback() {
        let links = public.to("/");
        tracing::warn!(links, "only this machine can follow them: set CANDOR_PUBLIC_URL");
    }
    let db = storage.place.address()?.open().await?;
    let app = App::from(Parts {
        rates: Rates::new(settings.limits.allowance()),
        proxies: Arc::new(proxies),
        countries: Arc::new(countries),
        patience: settings.limits.patience(),
        photos: kept_photos(storage)?,
        ..Parts::new(db, public)?
    });
    let connections = connections(settings.limits.connections);
    let bounds = Bounds { connections, patience: app.patience };
    let storefront = match &settings.demo {
        Some(place) => demo::open(&app, place).await?,
        None => None,
    };
    announce(&app, settings.demo.as_deref().filter(|_| storefront.is_some())).await?;
    tokio::spawn(photos::sweep_on(app.clone()));
    let server = http::serve::serve(listener, router(app.clone()), bounds, stop_signal()?);
    match storefront {
        Some((listener, pages)) => {
            let storefront = http::serve::serve(listener, pages, bounds, stop_signal()?);
            tokio::join!(server, storefront);
        }
        None => server.await,
    }
    app.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Where photos are kept: beside the database file, unless a setting says otherwise. Where that
/// usual place cannot be, everything else still runs.
fn kept_photos(storage: &Storage) -> anyhow::Result<Files> {
    if let Some(place) = &storage.photos {
        return Files::open(place);
    }
    Files::open(&storage.place.data.join("photos").to_string_lossy()).or_else(|error| {
        tracing::warn!(error = format!("{error:#}"), "no photos are taken: set CANDOR_PHOTOS");
        Ok(Files::nowhere())
    })
}

/// How many connections there can be: each takes a file handle, and some are kept for the
/// database.
fn connections(wanted: usize) -> usize {
    const RESERVED: usize = 100;
    let wanted = u64::try_from(wanted + RESERVED).unwrap_or(u64::MAX);
    let handles = rlimit::increase_nofile_limit(wanted).unwrap_or(1_024);
    let most = usize::try_from(handles.min(wanted)).unwrap_or(usize::MAX).saturating_sub(RESERVED);
    if handles < wanted {
        tracing::warn!(most, "fewer connections than set: raise the limit of open files");
    }
    most.max(1)
}

/// Says where everything is. This is for people; the log goes to standard error.
async fn announce(app: &App, storefront: Option<&str>) -> anyhow::Result<()> {
    let mut lines = vec![format!("Candor is at {}", app.public.to("/"))];
    if let Some(place) = storefront {
        lines.push(format!("Storefront of the demo shop: http://{place}/"));
    }
    if !auth::has_owner(app).await? {
        lines.push(match auth::invite(app, None).await {
            Ok(link) => format!("Create the owner's account (this link works once): {link}"),
            // Everything else may still be read, and answers are taken when there is room again.
            Err(error) => format!("No link for an owner's account ({error}): restart later"),
        });
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
        tracing::info!("stopping: requests under way finish");
    })
}
