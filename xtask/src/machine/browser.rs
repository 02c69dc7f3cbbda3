//! Finds Chromium and starts a ChromeDriver, through which the tests steer it.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use anyhow::Context as _;

use super::{skip, system};
use crate::workspace;

/// A running ChromeDriver and the browser that it steers; both end with this value.
pub(crate) struct Browser {
    /// Where the driver listens.
    pub(crate) driver_url: String,
    /// The browser's program.
    pub(crate) program: PathBuf,
    driver: Child,
}

/// Finds the browser: Chromium as distributions name it, or Chrome.
pub(crate) fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    system::find(&names, &[])
}

/// Finds the driver; hosted runners say in the environment where theirs is.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/lib/chromium-browser")];
    folders.extend(env::var_os("CHROMEWEBDRIVER").map(PathBuf::from));
    system::find(&["chromedriver", "chromium.chromedriver"], &folders)
}

/// Starts the driver, if this machine has it and a browser.
pub(crate) fn start() -> anyhow::Result<Option<Browser>> {
    let (Some(program), Some(driver)) = (chromium(), chromedriver()) else {
        skip(
            "tests in a real browser",
            "install Chromium or Chrome and the ChromeDriver of the same version \
             (Debian: apt install chromium chromium-driver)",
        )?;
        return Ok(None);
    };
    let mut command = workspace::command(&driver);
    command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // In a group of its own, so that browsers that it leaves behind can be ended too.
    command.process_group(0);
    let mut driver = command.spawn().with_context(|| format!("starting {}", driver.display()))?;
    let stdout = driver.stdout.take().context("the driver's output is a pipe")?;
    let mut browser = Browser { driver_url: String::new(), program, driver };

    let mut lines = BufReader::new(stdout).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| port(&line))
        .context("ChromeDriver ended before it said its port")?;
    // Nobody reads on, and a full pipe would stop the driver.
    std::thread::spawn(move || lines.for_each(drop));
    browser.driver_url = format!("http://127.0.0.1:{port}");
    Ok(Some(browser))
}

/// The port in "ChromeDriver was started successfully on port 43511."
fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

impl Drop for Browser {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        // Nothing is left to do about a failure: the group is gone already, or never was one.
        _ = workspace::output(workspace::command("kill").args(["-KILL", "--", &group]));
        _ = self.driver.kill();
        _ = self.driver.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drivers_port_is_read() {
        assert_eq!(port("ChromeDriver was started successfully on port 43511."), Some(43511));
        assert_eq!(port("Starting ChromeDriver 156 on port 0"), None);
    }
}
