//! The real binary, started and stopped as an operator does it.

use std::process::{self, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};

use crate::client::Client;
use crate::database::Database;
use crate::wait::until;

/// The binary on a machine with an empty database.
#[derive(Debug)]
pub struct Installation {
    binary: &'static str,
    /// Its database; where the tests run on Postgres, its folder is there too, and empty.
    pub database: Database,
    settings: Vec<(&'static str, String)>,
}

/// A running `candor serve`; it is killed if a test fails before it stops.
#[derive(Debug)]
pub struct Program {
    /// Where it listens.
    pub address: String,
    said: Lines,
    logged: Lines,
    child: Child,
}

/// A shop that was created from the command line.
#[derive(Clone, Debug)]
pub struct NewShop {
    /// Its id.
    pub id: String,
    /// The owner's key.
    pub key: String,
}

/// Lines that arrive while a program runs.
#[derive(Clone, Debug, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Installation {
    /// Installs a binary.
    pub async fn of(binary: &'static str) -> Self {
        Self::on(Database::create().await, binary)
    }

    /// Installs a binary that uses this database.
    pub fn on(database: Database, binary: &'static str) -> Self {
        Self { binary, database, settings: Vec::new() }
    }

    /// The same with a variable set in its environment.
    #[must_use]
    pub fn with(mut self, setting: &'static str, value: &str) -> Self {
        self.settings.push((setting, value.to_owned()));
        self
    }

    /// Starts the server on a free port and waits until it says where it is.
    pub async fn serve(&self) -> Program {
        Program::start(&mut self.command(&["serve", "--listen", "127.0.0.1:0"])).await
    }

    /// Runs a command that ends by itself, and gives what it printed.
    pub async fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().await.expect("the binary starts");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        String::from_utf8(output.stdout).expect("it prints UTF-8").trim().to_owned()
    }

    /// Creates a shop from the command line.
    pub async fn create_shop(&self, url: &str) -> NewShop {
        let created = self.run(&["shop", "create", "--name", "Mugs & More", "--url", url]).await;
        let created: Value = serde_json::from_str(&created).expect("it prints JSON");
        let text = |name: &str| created[name].as_str().expect("a text").to_owned();
        NewShop { id: text("shop"), key: text("key") }
    }

    /// A command of the binary, with the settings of this installation and no others.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binary);
        command.args(arguments).env_remove("DATABASE_URL");
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("CANDOR_") {
                command.env_remove(name);
            }
        }
        command.env("CANDOR_DATA", self.database.folder());
        if let Some(url) = self.database.url() {
            command.env("DATABASE_URL", url);
        }
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        command
    }
}

impl Program {
    /// Runs a command that serves, and waits until it says where it is.
    pub async fn start(command: &mut Command) -> Self {
        let mut child = command.spawn().expect("the binary starts");
        let said = Lines::of(child.stdout.take().expect("standard output is a pipe"));
        let logged = Lines::of(child.stderr.take().expect("standard error is a pipe"));
        let address = until("the program says where it is", async || {
            let line = said.find("Candor is at ")?;
            Some(line.trim_start_matches("Candor is at ").trim_end_matches('/').to_owned())
        })
        .await;
        Self { address, said, logged, child }
    }

    /// The owner of a shop, below the shop's address in the API.
    pub fn owner(&self, shop: &NewShop) -> Client {
        let base = format!("{}/v1/shops/{}", self.address, shop.id);
        Client::new(&base).with("authorization", &format!("Bearer {}", shop.key))
    }

    /// The line with these words that it printed for people.
    pub fn said(&self, words: &str) -> Option<String> {
        self.said.find(words)
    }

    /// Everything that it logged.
    pub fn logged(&self) -> String {
        self.logged.lines().join("\n")
    }

    /// Whether it says that it can take answers.
    pub async fn is_ready(&self) -> bool {
        Client::new(&self.address).get("/readyz").await.status == 200
    }

    /// How much memory it holds, in mebibytes.
    pub fn memory_mib(&self) -> u64 {
        let id = self.child.id().expect("it still runs");
        let status = fs::read_to_string(format!("/proc/{id}/status")).expect("Linux tells");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
        kib.expect("a running program holds memory") / 1024
    }

    /// Kills it: whatever it was about to do, it does no more.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it still runs");
    }

    /// Asks it to stop, as an operator's supervisor does.
    pub fn terminate(&self) {
        let id = self.child.id().expect("it still runs").to_string();
        let kill = process::Command::new("kill").args(["-TERM", &id]).status();
        assert!(kill.is_ok_and(|status| status.success()), "SIGTERM cannot be sent");
    }

    /// Waits for its end and gives its exit code.
    pub async fn ended(&mut self) -> Option<i32> {
        until("the program ends", async || self.child.try_wait().expect("its end can be asked for"))
            .await
            .code()
    }
}

impl Lines {
    fn of(pipe: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let lines = Self::default();
        let filled = lines.clone();
        tokio::spawn(async move {
            let mut pipe = BufReader::new(pipe).lines();
            while let Ok(Some(line)) = pipe.next_line().await {
                filled.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        lines
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn find(&self, words: &str) -> Option<String> {
        self.lines().into_iter().find(|line| line.contains(words))
    }
}
