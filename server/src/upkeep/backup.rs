//! Copies the database file while a server writes to it.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

use super::store;
use crate::db::{Address, Backend};

/// What a backup holds is for the eyes of whoever runs the server.
const OWNER_ONLY: u32 = 0o600;

/// Copies a database to a new file, as it is at one moment, and says what it wrote. The file gets
/// its name when all of it is on disk, so a backup that broke off never looks whole.
pub async fn backup(address: &Address, file: &Path) -> anyhow::Result<String> {
    let shown = file.display();
    if address.is_postgres() {
        bail!(
            "`candor backup` copies database files, and this database is on Postgres; use its own \
             program:\n\n    pg_dump --format=custom --file={shown} \"$DATABASE_URL\"\n"
        );
    }
    ensure!(!taken(file)?, "{shown} is there already, and a backup never replaces a file");
    let Backend::Sqlite(from) = address.look().await? else {
        bail!("{address} is not a file");
    };
    let part = part_of(file);
    create(&part)?;
    let copied = match store::copy(&from.readers, &part).await {
        Ok(()) => finish(&part, file).await,
        Err(error) => Err(error).with_context(|| format!("cannot copy {address} to {shown}")),
    };
    if copied.is_err() {
        // Nothing of it can be used; what failed is told below.
        _ = fs::remove_file(&part);
    }
    let (bytes, responses) = copied?;
    Ok(format!("Wrote {shown}: {}, responses: {responses}", size(bytes)))
}

/// Whether something has this name; a link that leads nowhere counts.
fn taken(file: &Path) -> anyhow::Result<bool> {
    match fs::symlink_metadata(file) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot write {}", file.display())),
    }
}

/// The name of a backup that is not whole.
fn part_of(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".part");
    name.into()
}

/// Makes the file before there is anything to read in it.
fn create(part: &Path) -> anyhow::Result<()> {
    let created = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(part);
    match created {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => bail!(
            "{} is there: another backup is at work, or one broke off; in that case remove it",
            part.display()
        ),
        Err(error) => Err(error).with_context(|| format!("cannot write {}", part.display())),
    }
}

/// Looks whether the copy can be read, brings it to the disk and gives it its name.
async fn finish(part: &Path, file: &Path) -> anyhow::Result<(u64, i64)> {
    let copy = Address::of_file(part).look().await?;
    let responses = store::responses(&copy).await.context("this is not a database of Candor")?;
    copy.close().await;
    let write = || -> io::Result<u64> {
        let written = File::open(part)?;
        written.sync_all()?;
        fs::rename(part, file)?;
        File::open(folder_of(file))?.sync_all()?;
        Ok(written.metadata()?.len())
    };
    let bytes = write().with_context(|| format!("cannot write {}", file.display()))?;
    Ok((bytes, responses))
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A size for people, such as `12.3 MB`.
fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_a_unit_that_fits() {
        assert_eq!(size(4_096), "4.0 kB");
        assert_eq!(size(12_345_678), "12.3 MB");
        assert_eq!(size(1_000_000_000), "1.0 GB");
    }
}
