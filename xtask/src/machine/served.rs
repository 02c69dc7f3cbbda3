//! A server as a child process, and a folder of its own, both gone when they are dropped.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process, thread};

use anyhow::Context as _;

use crate::workspace;

/// A running server; dropped, it is ended.
pub(crate) struct Served {
    /// Where it listens, without a slash at the end.
    pub(crate) url: String,
    process: Child,
}

/// A new folder below the one for temporary files; dropped, it is removed.
pub(crate) struct Folder(PathBuf);

impl Served {
    /// Starts a command and waits until it prints a line that begins with `announced` and goes
    /// on with an address.
    pub(crate) fn start(command: &mut Command, announced: &str) -> anyhow::Result<Self> {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the server")?;
        let stdout = process.stdout.take().context("the server's output is a pipe")?;
        let mut server = Self { url: String::new(), process };
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        server.url = lines
            .find_map(|line| Some(line.strip_prefix(announced)?.trim_end_matches('/').to_owned()))
            .context("the server ended before it said its address")?;
        // Nobody reads on, and a full pipe would stop the server.
        thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Asks it to end, as an operator does, and waits until it has.
    pub(crate) fn stop(mut self) -> anyhow::Result<ExitStatus> {
        workspace::output(workspace::command("kill").args(["-TERM", &self.id().to_string()]))?;
        self.process.wait().context("waiting for the server's end")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // A server that is gone already cannot be ended.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Folder {
    /// Makes a folder that no other process has.
    pub(crate) fn new(name: &str) -> anyhow::Result<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("candor-{name}-{}-{number}", process::id()));
        fs::create_dir(&path).with_context(|| format!("making {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} is left behind: {error}", self.0.display());
        }
    }
}
