//! What kind of machine this is, and which programs it has.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use anyhow::Context as _;

use crate::workspace;

/// The distributions whose packages are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distribution {
    Debian,
    Ubuntu,
}

impl Distribution {
    /// The distribution of this machine.
    pub(crate) fn here() -> Option<Self> {
        Self::named_in(&fs::read_to_string("/etc/os-release").ok()?)
    }

    /// The distribution that a text like `/etc/os-release` names, itself or as its parent.
    fn named_in(release: &str) -> Option<Self> {
        let value = |key: &str| {
            let line = release.lines().find_map(|line| line.strip_prefix(key))?;
            Some(line.trim_matches('"').to_owned())
        };
        let names = format!("{} {}", value("ID=")?, value("ID_LIKE=").unwrap_or_default());
        // Ubuntu's own children name it before Debian, its parent.
        names.split_whitespace().find_map(|name| match name {
            "debian" => Some(Self::Debian),
            "ubuntu" => Some(Self::Ubuntu),
            _ => None,
        })
    }
}

/// Whether this process may install packages, and must not be the one to start Postgres.
pub(crate) fn is_root() -> bool {
    workspace::output(workspace::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The first of these programs that is in a folder of `PATH` or in one of `folders`.
pub(crate) fn find(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all: Vec<PathBuf> = env::split_paths(&path).chain(folders.iter().cloned()).collect();
    let in_one =
        |name: &&str| all.iter().map(|folder| folder.join(name)).find(|file| is_file(file));
    names.iter().find_map(in_one)
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file())
}

/// Where distributions keep Postgres's own programs, newest version first.
pub(crate) fn postgres_folders() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder.join("bin")).collect()
}

/// An account that a program runs as: Postgres refuses to be root.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// The account that Postgres's package made, or at least one that is not root.
    pub(crate) fn other_than_root() -> anyhow::Result<Self> {
        let accounts = fs::read_to_string("/etc/passwd").context("looking for an account")?;
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| Self::named(name, &accounts))
            .context("Postgres refuses to run as root, and there is no account `postgres`")
    }

    fn named(name: &str, accounts: &str) -> Option<Self> {
        let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        Some(Self { user: numbers.next()?.ok()?, group: numbers.next()?.ok()? })
    }

    /// Its numbers, as `user:group`.
    pub(super) fn numbers(self) -> String {
        format!("{}:{}", self.user, self.group)
    }

    /// Becomes the owner of a file or folder.
    pub(crate) fn take(self, path: &Path) -> io::Result<()> {
        chown(path, Some(self.user), Some(self.group))
    }

    /// Runs this command.
    pub(crate) fn run(self, command: &mut Command) {
        command.uid(self.user).gid(self.group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0::/r:/bin/sh\npostgres2:x:5:5::/:/x\npostgres:x:101:104::/:/x\n";

        let account = Account::named("postgres", accounts).unwrap();

        assert_eq!((account.user, account.group), (101, 104));
        assert!(Account::named("nobody", accounts).is_none());
    }

    #[test]
    fn the_distribution_is_read() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12\"\nNAME=\"Debian\"\nID=debian\n";
        let mint = "NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";

        assert_eq!(Distribution::named_in(debian), Some(Distribution::Debian));
        assert_eq!(Distribution::named_in(mint), Some(Distribution::Ubuntu));
        assert_eq!(Distribution::named_in("ID=\"ubuntu\""), Some(Distribution::Ubuntu));
        assert_eq!(Distribution::named_in("ID=fedora"), None);
    }
}
