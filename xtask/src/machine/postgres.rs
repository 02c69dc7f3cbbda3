//! A Postgres of our own: in a new folder, on a free port, gone afterwards.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context as _, bail};

use super::system::{self, Account};
use super::{served, skip};
use crate::workspace;

/// Longest wait for a new cluster, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_mins(1);

/// What every cluster is started with. Every test has a server of its own with a pool of
/// connections, hence their number.
const SETTINGS: [&str; 3] =
    ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300"];
/// What makes a cluster forget when the power fails.
const FORGETFUL: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// What a cluster promises of its data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Promise {
    /// What is committed is on disk: Postgres's own settings.
    Durable,
    /// Nothing: the data is thrown away, and tests need not wait for the disk.
    Forgetful,
}

/// A running cluster; dropped, it is stopped and its folder is removed.
pub(crate) struct Cluster {
    /// How to connect to it.
    pub(crate) url: String,
    /// Where its programs are, for tests that need a server of their own.
    pub(crate) programs: PathBuf,
    folder: Folder,
    server: Child,
}

/// The folder of a cluster, and who runs it.
struct Folder {
    folder: served::Folder,
    account: Option<Account>,
}

/// One of Postgres's own programs.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    system::find(&[name], &system::postgres_folders())
}

/// Starts a cluster, if this machine has Postgres.
pub(crate) fn start(promise: Promise) -> anyhow::Result<Option<Cluster>> {
    let (Some(initdb), Some(postgres)) = (program("initdb"), program("postgres")) else {
        skip("tests on Postgres", "install Postgres 13 or newer (Debian: apt install postgresql)")?;
        return Ok(None);
    };
    let password = password()?;
    let folder = Folder::new()?;
    let data = folder.path().join("data");
    let secret = folder.path().join("password");
    fs::write(&secret, &password)?;
    folder.hand_over(&secret)?;
    workspace::output(
        folder
            .command(&initdb)
            .args(["--username=candor", "--auth=password", "--encoding=UTF8", "--no-locale"])
            .args(["--no-sync", "--pgdata"])
            .arg(&data)
            .arg("--pwfile")
            .arg(&secret),
    )?;

    let port = free_port()?;
    let mut command = folder.command(&postgres);
    command.arg("-D").arg(&data).args(["-p", &port.to_string()]);
    let forgetful = FORGETFUL.iter().filter(|_| promise == Promise::Forgetful);
    command.args(SETTINGS.iter().chain(forgetful).flat_map(|setting| ["-c", setting]));
    let log = fs::File::create(folder.path().join("log"))?;
    let server = command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null()).spawn()?;
    let url = format!("postgres://candor:{password}@127.0.0.1:{port}/postgres");
    let programs = postgres.parent().map(Path::to_owned).unwrap_or_default();
    let mut cluster = Cluster { url, programs, folder, server };
    cluster.wait(port)?;
    Ok(Some(cluster))
}

/// A password that no other account of this machine knows: the cluster's owner may run programs.
fn password() -> anyhow::Result<String> {
    let random =
        workspace::output(workspace::command("od").args(["-An", "-N16", "-tx1", "/dev/urandom"]))?;
    Ok(random.split_whitespace().collect())
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let folder = served::Folder::new("postgres")?;
        let account = if system::is_root() { Some(Account::other_than_root()?) } else { None };
        let folder = Self { folder, account };
        folder.hand_over(folder.path())?;
        Ok(folder)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Makes the account that runs the server the owner of a file or folder.
    fn hand_over(&self, path: &Path) -> anyhow::Result<()> {
        let Some(account) = self.account else { return Ok(()) };
        account.take(path).with_context(|| format!("giving {} to another account", path.display()))
    }

    /// A command that runs as that account.
    fn command(&self, program: &Path) -> Command {
        let mut command = workspace::command(program);
        if let Some(account) = self.account {
            account.run(&mut command);
        }
        command.current_dir(self.path());
        command
    }
}

impl Cluster {
    /// The numbers of the account that runs it, `user:group`, where this one may not.
    pub(crate) fn account(&self) -> Option<String> {
        self.folder.account.map(Account::numbers)
    }

    /// Waits until the server takes connections.
    fn wait(&mut self, port: u16) -> anyhow::Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let ended = self.server.try_wait()?.is_some();
            // Postgres listens before it is ready; only this file says that it is.
            let state = fs::read_to_string(self.folder.path().join("data/postmaster.pid"));
            if ended {
                break;
            }
            let ready = state.is_ok_and(|state| state.contains("ready"));
            if ready && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        bail!("Postgres did not start:\n{log}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(pg_ctl) = program("pg_ctl") {
            let data = self.folder.path().join("data");
            let mut stop = self.folder.command(&pg_ctl);
            // A failure is a server that is gone already.
            _ = workspace::output(stop.args(["stop", "-m", "immediate", "-D"]).arg(data));
        }
        _ = self.server.kill();
        _ = self.server.wait();
    }
}
