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
use futures_util::FutureExt as _;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
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
    let stopping = Arc::new(AtomicBool::new(false));
    let taking =
        Taking { routes, stopping, patience: bounds.patience, graceful: GracefulShutdown::new() };
    // Connections that wait to be taken, and requests on their way, came before the end.
    let mut last_call = pin!(async {
        stop.await;
        taking.stopping.store(true, Ordering::Relaxed);
        tokio::time::sleep(LAST_CALL).await;
    });
    let accept = async || (Arc::clone(&room).acquire_owned().await, listener.accept().await);
    loop {
        let (place, accepted) = tokio::select! {
            accepted = accept() => accepted,
            () = &mut last_call => break,
        };
        match accepted {
            Ok(accepted) => taking.take(accepted, place),
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
    while let Some((place, Ok(accepted))) = accept().now_or_never() {
        taking.take(accepted, place);
    }
    drop(listener);
    // Whoever was taken in the last moment has not been heard yet.
    tokio::time::sleep(LAST_CALL).await;
    let end = taking.graceful.shutdown();
    if tokio::time::timeout(bounds.patience + DRAIN, end).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

/// What connections are taken with.
struct Taking {
    routes: Router,
    stopping: Arc<AtomicBool>,
    patience: Duration,
    graceful: GracefulShutdown,
}

impl Taking {
    /// Answers the requests of a connection, which has its place until it ends.
    fn take<P: Send + 'static>(&self, (stream, peer): (TcpStream, SocketAddr), place: P) {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.patience).max_buf_size(MAX_HEAD);
        let mut stream = TimeoutStream::new(prepared(stream));
        // Whoever does not read what they asked for keeps their place no longer than whoever
        // does not say what they want.
        stream.set_write_timeout(Some(self.patience));
        let routes = of(self.routes.clone(), peer, Arc::clone(&self.stopping));
        let connection = self.graceful.watch(
            http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(routes)),
        );
        tokio::spawn(async move {
            // Clients break off all the time; what matters is logged with the request.
            _ = connection.await;
            drop(place);
        });
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
