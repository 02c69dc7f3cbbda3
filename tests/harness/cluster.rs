//! A Postgres of a test's own, which it may stop and start again without harm to others.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::{env, fs};

use server::clock::Chance;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::skip::skip;
use crate::wait::until;

/// Not waiting for the disk is safe here: what these tests end is Postgres, never the machine.
const SETTINGS: &str = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n\
    fsync = off\nfull_page_writes = off\nmax_connections = 60\n";

/// A cluster in a folder of its own, on a port of its own; dropped, both are free again.
#[derive(Debug)]
pub struct Cluster {
    /// How to connect to it.
    pub url: String,
    programs: PathBuf,
    account: Option<Account>,
    server: Option<Child>,
    folder: TempDir,
}

/// Whom a server runs as: Postgres refuses to be root.
#[derive(Clone, Copy, Debug)]
struct Account {
    user: u32,
    group: u32,
}

/// How a server is stopped.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// Transactions are rolled back and connections are closed.
    Fast,
    /// Everything ends at once, as in a crash.
    Immediate,
}

impl Cluster {
    /// Starts a new one, if the tests were told where Postgres's programs are.
    pub async fn start() -> Option<Self> {
        let Some(programs) = env::var_os("CANDOR_TEST_POSTGRES").map(PathBuf::from) else {
            skip("a Postgres of its own", "run `cargo xtask test`, which finds one");
            return None;
        };
        let account = env::var("CANDOR_TEST_POSTGRES_ACCOUNT").ok();
        let account = account.as_deref().and_then(Account::of);
        let folder = TempDir::new().expect("a folder for temporary files can be written");
        let password = u128::from_ne_bytes(Chance::System.bytes());
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let port = port.expect("a free port").port();
        let url = format!("postgres://candor:{password}@127.0.0.1:{port}/postgres");
        let mut cluster = Self { url, programs, account, server: None, folder };
        cluster.create(&password.to_string(), port).await;
        cluster.start_again().await;
        Some(cluster)
    }

    async fn create(&self, password: &str, port: u16) {
        let secret = self.folder.path().join("password");
        fs::write(&secret, password).expect("the folder can be written");
        self.hand_over(self.folder.path());
        self.hand_over(&secret);
        let mut initdb = self.command("initdb");
        initdb.args(["--username=candor", "--auth=password", "--encoding=UTF8", "--no-locale"]);
        initdb.args(["--no-sync", "--pgdata"]).arg(self.data()).arg("--pwfile").arg(&secret);
        let made = initdb.output().await.expect("initdb starts");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let settings = self.data().join("postgresql.auto.conf");
        fs::write(&settings, format!("{SETTINGS}port = {port}\n")).expect("it can be set up");
    }

    /// Starts the server again and waits until it is ready.
    pub async fn start_again(&mut self) {
        let state = self.data().join("postmaster.pid");
        let mut postgres = self.command("postgres");
        let server = postgres.arg("-D").arg(self.data()).spawn().expect("postgres starts");
        let id = server.id().expect("it runs").to_string();
        self.server = Some(server);
        until("Postgres is ready", async || {
            let state = fs::read_to_string(&state).ok()?;
            (state.starts_with(&id) && state.contains("ready")).then_some(())
        })
        .await;
    }

    /// Stops the server and waits until it is gone.
    pub async fn stop(&mut self, how: Stop) {
        let mut server = self.server.take().expect("it runs");
        let signal = match how {
            Stop::Fast => "-INT",
            Stop::Immediate => "-QUIT",
        };
        let id = server.id().expect("it runs").to_string();
        let told = Command::new("kill").args([signal, &id]).status().await;
        assert!(told.is_ok_and(|status| status.success()), "Postgres cannot be told to stop");
        server.wait().await.expect("Postgres ends");
    }

    /// Makes the account that runs the server the owner of a file or folder.
    pub fn hand_over(&self, path: &Path) {
        let Some(Account { user, group }) = self.account else { return };
        chown(path, Some(user), Some(group)).expect("root may give files away");
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        if let Some(Account { user, group }) = self.account {
            command.uid(user).gid(group);
        }
        command.current_dir(self.folder.path()).kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

impl Account {
    /// The account with these numbers, `user:group`.
    fn of(numbers: &str) -> Option<Self> {
        let (user, group) = numbers.split_once(':')?;
        Some(Self { user: user.parse().ok()?, group: group.parse().ok()? })
    }
}
