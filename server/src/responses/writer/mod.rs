//! Group commit: whatever waits goes into one transaction, and every message of it is
//! acknowledged when that is on disk.

mod batch;
mod settle;
mod store;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use shared::id::{ResponseKey, ShopId};
use shared::response::{NewResponse, Suspicion};
use shared::survey::Survey;
use shared::time::Timestamp;
use tokio::runtime;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use super::KeptContext;
use crate::db::{Backend, Db, WRITERS};
use crate::error::Error;
use crate::metrics::Metrics;
use crate::reviews::Draft;

/// Messages that may wait. When the database stands still, this bounds the memory that they
/// take, at 64 KiB each; when it runs, so many are written in less than a tenth of a second.
const QUEUE: usize = 2_048;
/// Messages in one transaction. More would make the first of them wait longer than a commit.
const BATCH: usize = 256;
/// How long after a failure it is said that messages cannot be written. Then somebody has to
/// send one to find out, as `Retry-After` asks.
const TROUBLE: Duration = Duration::from_secs(5);

/// Takes messages to the database, many at a time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Writer {
    queues: Arc<[mpsc::Sender<Job>]>,
    db: Db,
    failed: Failed,
}

/// When messages last could not be written, unless some were since.
type Failed = Arc<Mutex<Option<Instant>>>;

/// A message that was checked and is ready to be written.
#[derive(Debug)]
pub(super) struct Message {
    /// Whose survey it answers.
    pub(super) shop: ShopId,
    /// The name under which the response is kept.
    pub(super) key: ResponseKey,
    /// What was asked.
    pub(super) survey: Arc<Survey<()>>,
    /// The message.
    pub(super) new: NewResponse,
    /// What is kept of where it was answered.
    pub(super) context: KeptContext,
    /// Why it may not be a shopper's.
    pub(super) suspicion: Option<Suspicion>,
    /// The review in it, if its author agrees to have it published.
    pub(super) review: Option<Draft>,
    /// When it came.
    pub(super) now: Timestamp,
}

/// What a message came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The highest `seq` that is stored.
    pub(super) seq: i64,
    /// Whether that one was complete.
    pub(super) complete: bool,
    /// Whether this message was the response's first.
    pub(super) first: bool,
    /// Whether there is a review.
    pub(super) has_review: bool,
}

/// Whom to tell what became of a message.
type Tell = oneshot::Sender<Result<Written, Error>>;
/// What became of the messages of a transaction.
type Told = Vec<(Tell, Result<Written, Error>)>;

/// A message, and whom to tell what became of it.
#[derive(Debug)]
struct Job {
    message: Message,
    written: Tell,
}

impl Writer {
    /// Starts the tasks that write, with connections that nothing but taking answers uses. They
    /// end with the last clone of the writer.
    pub fn start(db: Db, metrics: &Metrics) -> io::Result<Self> {
        let writers = match db {
            Backend::Sqlite(_) => 1,
            // Each has messages of its own.
            Backend::Postgres(_) => WRITERS as usize,
        };
        let failed = Failed::default();
        let (told, tell) = mpsc::unbounded_channel();
        tokio::spawn(tell_all(tell));
        let (queues, lanes): (Vec<_>, Vec<_>) =
            (0..writers).map(|_| mpsc::channel(QUEUE / writers)).unzip();
        let start =
            |jobs| run(db.clone(), jobs, metrics.clone(), Arc::clone(&failed), told.clone());
        let lanes: Vec<_> = lanes.into_iter().map(start).collect();
        on_a_thread(lanes)?;
        Ok(Self { queues: queues.into(), db, failed })
    }

    /// Writes a message. When this returns, it is on disk.
    pub(super) async fn write(&self, message: Message) -> Result<Written, Error> {
        // One response always has the same writer, so that its messages do not cross.
        let lane = usize::from(message.key.uuid().as_bytes()[15]) % self.queues.len();
        let (written, done) = oneshot::channel();
        let job = Job { message, written };
        self.queues[lane].try_send(job).map_err(|_| Error::Busy("too many answers wait"))?;
        done.await.map_err(|_| Error::Busy("the server stops"))?
    }

    /// Lets what is being written finish, and takes no more to the database.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// How many messages wait.
    pub fn waiting(&self) -> usize {
        self.queues.iter().map(|queue| queue.max_capacity() - queue.capacity()).sum()
    }

    /// Whether messages could not be written a moment ago, for want of a database or of room on
    /// its disk.
    pub fn is_in_trouble(&self) -> bool {
        let failed = *self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_some_and(|failed| failed.elapsed() < TROUBLE)
    }

    /// Whether a message could wait now.
    pub fn has_room(&self) -> bool {
        self.queues.iter().all(|queue| queue.capacity() > 0)
    }
}

/// Runs the tasks that write on a thread of their own. Among the tasks of requests, each step of
/// a transaction would wait until many of them have had their turn.
fn on_a_thread(lanes: Vec<impl Future<Output = ()> + Send + 'static>) -> io::Result<()> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let all = async { lanes.into_iter().collect::<JoinSet<()>>().join_all().await };
    let name = "writer".to_owned();
    thread::Builder::new().name(name).spawn(move || runtime.block_on(all)).map(|_| ())
}

/// Writes until nobody is left who could send. While one transaction is on its way to the disk,
/// the queue fills, and the next takes all of it: batches grow with the load, without a timer.
async fn run(
    db: Db,
    mut jobs: mpsc::Receiver<Job>,
    metrics: Metrics,
    failed: Failed,
    told: mpsc::UnboundedSender<Told>,
) {
    let mut waiting = Vec::with_capacity(BATCH);
    while jobs.recv_many(&mut waiting, BATCH).await > 0 {
        let (batch, tell): (Vec<Message>, Vec<_>) =
            waiting.drain(..).map(|Job { message, written }| (message, written)).unzip();
        let begun = Instant::now();
        let outcomes = batch::write(&db, &batch).await;
        metrics.committed(batch.len(), begun);
        let none = outcomes.iter().all(|one| one.as_ref().is_err_and(Error::is_busy));
        *failed.lock().unwrap_or_else(PoisonError::into_inner) = none.then(Instant::now);
        // As many as wait for an answer at most, and whoever sent them does nothing else.
        _ = told.send(tell.into_iter().zip(outcomes).collect());
    }
}

/// Tells everybody what became of their messages, from among the tasks of requests: waking each
/// of them from another thread takes longer than writing what it sent.
async fn tell_all(mut told: mpsc::UnboundedReceiver<Told>) {
    while let Some(told) = told.recv().await {
        for (tell, outcome) in told {
            // Whoever asked may have gone; what is written stays written.
            _ = tell.send(outcome);
        }
    }
}
