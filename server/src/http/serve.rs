//! Connections: how many, how slow they may be, and how they end.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

/// How long a client may take to say what it wants, unless set otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// After the program was asked to stop, clients that connected before are still heard; every
/// answer tells them that the connection ends with it.
const LAST_CALL: Duration = Duration::from_millis(500);
/// What a request may take beyond a client's time.
const DRAIN: Duration = Duration::from_secs(5);
/// Largest head of a request, in bytes: cookies of a whole shop fit.
const MAX_HEAD: usize = 64 * 1024;
/// After an error that closing connections mends, such as too many open files.
const BREATHER: Duration = Duration::from_millis(50);

/// How many connections there are, and how slow they may be.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections at a time; more wait in the operating system's queue until others end.
    pub connections: usize,
    /// How long a client may take to say what it wants, and how long it may stay without asking.
    /// A reverse proxy must give up idle connections sooner; docs/operations.md says how.
    pub patience: Duration,
}

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Serves until told to stop, then lets requests under way finish.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(bounds.connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(bounds.patience).max_buf_size(MAX_HEAD);
    let stopping = Arc::new(AtomicBool::new(false));
    // Connections that wait to be taken, and requests on their way, came before the end.
    let mut last_call = pin!(async {
        stop.await;
        stopping.store(true, Ordering::Relaxed);
        tokio::time::sleep(LAST_CALL).await;
    });
    loop {
        let accept = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accept => accepted,
            () = &mut last_call => break,
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
            TowerToHyperService::new(of(routes.clone(), peer, Arc::clone(&stopping))),
        ));
        tokio::spawn(async move {
            // Clients break off all the time; what matters is logged with the request.
            _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(bounds.patience + DRAIN, graceful.shutdown()).await.is_err() {
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

/// The routes, told who is at the other end, who is told when the program stops.
fn of(
    routes: Router,
    peer: SocketAddr,
    stopping: Arc<AtomicBool>,
) -> impl tower::Service<
    hyper::Request<hyper::body::Incoming>,
    Response = Response,
    Error = std::convert::Infallible,
    Future: Send,
> + Clone {
    routes
        .map_request(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request: Request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(Peer(peer));
            request
        })
        .map_response(move |mut response: Response| {
            if stopping.load(Ordering::Relaxed) {
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            response
        })
}
