//! A Postgres of the tests' own: in a new folder, on a free port, gone afterwards.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use anyhow::{Context as _, bail};

use super::skip;
use super::system::{self, Account};
use crate::workspace;

/// Longest wait for a new cluster, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_mins(1);

/// The folder's data is thrown away, so nothing is lost by not waiting for the disk. Every test
/// has a server of its own with a pool of connections, hence their number.
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
];

/// A running cluster; dropped, it is stopped and its folder is removed.
pub(super) struct Cluster {
    /// How to connect to it.
    pub(super) url: String,
    folder: Folder,
    server: Child,
}

/// The folder of a cluster, and who runs it.
struct Folder {
    path: PathBuf,
    account: Option<Account>,
}

/// One of Postgres's own programs.
pub(super) fn program(name: &str) -> Option<PathBuf> {
    system::find(&[name], &system::postgres_folders())
}

/// Starts a cluster, if this machine has Postgres.
pub(super) fn start() -> anyhow::Result<Option<Cluster>> {
    let (Some(initdb), Some(postgres)) = (program("initdb"), program("postgres")) else {
        skip("tests on Postgres", "install Postgres 13 or newer (Debian: apt install postgresql)")?;
        return Ok(None);
    };
    let password = password()?;
    let folder = Folder::new()?;
    let data = folder.path.join("data");
    let secret = folder.path.join("password");
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
    command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    let log = fs::File::create(folder.path.join("log"))?;
    let server = command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null()).spawn()?;
    let url = format!("postgres://candor:{password}@127.0.0.1:{port}/postgres");
    let mut cluster = Cluster { url, folder, server };
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
        let path = env::temp_dir().join(format!("candor-test-{}", process::id()));
        fs::create_dir(&path).with_context(|| format!("making {}", path.display()))?;
        let account = if system::is_root() { Some(Account::other_than_root()?) } else { None };
        let folder = Self { path, account };
        folder.hand_over(&folder.path)?;
        Ok(folder)
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
        command.current_dir(&self.path);
        command
    }
}

impl Cluster {
    /// Waits until the server takes connections.
    fn wait(&mut self, port: u16) -> anyhow::Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let ended = self.server.try_wait()?.is_some();
            // Postgres listens before it is ready; only this file says that it is.
            let state = fs::read_to_string(self.folder.path.join("data/postmaster.pid"));
            if ended {
                break;
            }
            let ready = state.is_ok_and(|state| state.contains("ready"));
            if ready && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(self.folder.path.join("log")).unwrap_or_default();
        bail!("Postgres did not start:\n{log}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(pg_ctl) = program("pg_ctl") {
            let data = self.folder.path.join("data");
            let mut stop = self.folder.command(&pg_ctl);
            // A failure is a server that is gone already.
            _ = workspace::output(stop.args(["stop", "-m", "immediate", "-D"]).arg(data));
        }
        _ = self.server.kill();
        _ = self.server.wait();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            eprintln!("{} is left behind: {error}", self.path.display());
        }
    }
}
