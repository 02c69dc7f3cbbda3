//! Installs what tests and benchmarks need, where that can be done without asking.

use std::path::PathBuf;

use super::system::{self, Distribution};
use super::{browser, postgres};
use crate::workspace;

/// A need of the tests, and whether this machine has what fills it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A database server.
    Postgres,
    /// A browser.
    Chromium,
    /// What steers the browser.
    ChromeDriver,
    /// What sends many requests.
    Wrk,
    /// What stands before the server in shops: the documented example is tried in it.
    Nginx,
    /// Letters of all languages that the product speaks: boxes in their place have other sizes.
    Fonts,
}

impl Need {
    /// Everything that the tests need.
    pub(crate) const ALL: [Self; 6] =
        [Self::Postgres, Self::Chromium, Self::ChromeDriver, Self::Wrk, Self::Nginx, Self::Fonts];

    /// Whether it is there.
    pub(crate) fn is_filled(self) -> bool {
        match self {
            Self::Postgres => postgres::program("initdb").is_some(),
            Self::Chromium => browser::chromium().is_some(),
            Self::ChromeDriver => browser::chromedriver().is_some(),
            Self::Wrk => wrk().is_some(),
            Self::Nginx => nginx().is_some(),
            Self::Fonts => workspace::output(workspace::command("fc-list").arg(":lang=ar"))
                .is_ok_and(|fonts| !fonts.trim().is_empty()),
        }
    }

    fn package(self, distribution: Distribution) -> &'static str {
        match (self, distribution) {
            (Self::Postgres, _) => "postgresql",
            (Self::Chromium, Distribution::Debian) => "chromium",
            (Self::Chromium, Distribution::Ubuntu) => "chromium-browser",
            (Self::ChromeDriver, Distribution::Debian) => "chromium-driver",
            (Self::ChromeDriver, Distribution::Ubuntu) => "chromium-chromedriver",
            (Self::Wrk, _) => "wrk",
            (Self::Nginx, _) => "nginx",
            (Self::Fonts, _) => "fonts-noto-core",
        }
    }
}

/// Finds the load generator.
pub(crate) fn wrk() -> Option<PathBuf> {
    system::find(&["wrk"], &[])
}

/// Finds the reverse proxy, which distributions keep where only root looks.
pub(crate) fn nginx() -> Option<PathBuf> {
    system::find(&["nginx"], &[PathBuf::from("/usr/sbin")])
}

/// Installs what is missing of these, as root on Debian and its children; elsewhere leaves it to whoever
/// needs it to say so.
pub(crate) fn missing(needs: &[Need]) -> anyhow::Result<()> {
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_filled()).collect();
    let Some(distribution) = Distribution::here().filter(|_| system::is_root()) else {
        return Ok(());
    };
    let packages = packages(&missing, distribution);
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing {}", packages.join(" "));
    let apt = || {
        let mut apt = workspace::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet=2");
        apt
    };
    workspace::run(apt().arg("update"))?;
    let install = ["install", "--yes", "--no-install-recommends"];
    workspace::run(apt().args(install).args(packages))
}

/// The packages that fill these needs.
fn packages(needs: &[Need], distribution: Distribution) -> Vec<&'static str> {
    let mut packages: Vec<_> = needs.iter().map(|need| need.package(distribution)).collect();
    if needs == [Need::Fonts] {
        // Without `fc-list` nobody knows which fonts there are.
        packages.push("fontconfig");
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_installed() {
        assert!(packages(&[], Distribution::Debian).is_empty());
        assert_eq!(packages(&[Need::Postgres], Distribution::Debian), ["postgresql"]);
        assert_eq!(
            packages(&[Need::Chromium, Need::ChromeDriver], Distribution::Debian),
            ["chromium", "chromium-driver"]
        );
    }

    #[test]
    fn packages_have_the_names_of_the_distribution() {
        assert_eq!(
            packages(&[Need::ChromeDriver], Distribution::Ubuntu),
            ["chromium-chromedriver"]
        );
    }
}
