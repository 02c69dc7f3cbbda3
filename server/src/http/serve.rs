//! Connections: how many, how slow they may be, and how they end.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

/// How long a client may take to say what it wants, and how long it may stay without asking.
/// A reverse proxy must give up idle connections sooner; docs/operations.md says how.
const HEAD: Duration = Duration::from_secs(30);
/// How long requests may still take after the program was asked to stop.
const DRAIN: Duration = Duration::from_secs(35);
/// Largest head of a request, in bytes: cookies of a whole shop fit.
const MAX_HEAD: usize = 64 * 1024;
/// After an error that closing connections mends, such as too many open files.
const BREATHER: Duration = Duration::from_millis(50);

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Serves until told to stop, then lets requests under way finish. More connections than
/// `most` wait in the operating system's queue until others end.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    most: usize,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(most));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(MAX_HEAD);
    let mut stop = pin!(stop);
    loop {
        let accept = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accept => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(BREATHER).await;
                continue;
            }
        };
        let connection = graceful.watch(http.serve_connection(
            TokioIo::new(prepared(stream)),
            TowerToHyperService::new(of(routes.clone(), peer)),
        ));
        tokio::spawn(async move {
            // Clients break off all the time; what matters is logged with the request.
            _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

/// Sends each answer at once rather than waiting for more to fill a packet.
fn prepared(stream: TcpStream) -> TcpStream {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "answers may be held up a little");
    }
    stream
}

/// The routes, told who is at the other end.
fn of(
    routes: Router,
    peer: SocketAddr,
) -> impl tower::Service<
    hyper::Request<hyper::body::Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send,
> + Clone {
    routes.map_request(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(Peer(peer));
        request
    })
}
