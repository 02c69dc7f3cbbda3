//! A reverse proxy of a shop: a real nginx with the lines that the documentation tells.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Stdio;
use std::{env, fs};

use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::skip::skip;
use crate::wait::until;

/// Set by `cargo xtask test`: the program.
const PROGRAM: &str = "CANDOR_TEST_NGINX";

/// A place for an nginx: a port that is free, and a folder that is gone afterwards.
#[derive(Debug)]
pub struct Nginx {
    /// Where it listens, without a slash at the end.
    pub url: String,
    program: String,
    port: u16,
    folder: TempDir,
    running: Option<Child>,
}

impl Nginx {
    /// Finds a place for one, or says loudly that this machine has none.
    pub fn find() -> Option<Self> {
        let Ok(program) = env::var(PROGRAM) else {
            skip("nginx", "run `cargo xtask test`, which finds one");
            return None;
        };
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let port = port.expect("a free port").port();
        let folder = TempDir::new().expect("a folder for temporary files can be written");
        let url = format!("http://localhost:{port}");
        Some(Self { url, program, port, folder, running: None })
    }

    /// Starts it with these lines in its only `server`.
    pub async fn serve(&mut self, lines: &str) {
        let folder = self.folder.path().display();
        let kept: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {folder}/{kind};\n"))
            .concat();
        // One process, of whoever runs the tests: root's workers may not read root's folders.
        let configuration = format!(
            "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/log;\n\
             events {{}}\nhttp {{\n{kept}access_log off;\nserver {{\n\
             listen 127.0.0.1:{};\n{lines}\n}}\n}}\n",
            self.port
        );
        let file = self.folder.path().join("nginx.conf");
        fs::write(&file, configuration).expect("a configuration can be written");
        let mut command = Command::new(&self.program);
        command.arg("-p").arg(self.folder.path()).arg("-c").arg(&file);
        command.arg("-e").arg(self.folder.path().join("log"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit());
        let running = command.kill_on_drop(true).spawn();
        self.running = Some(running.expect("nginx starts"));
        until("nginx listens", async || TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok())
            .await;
    }
}
