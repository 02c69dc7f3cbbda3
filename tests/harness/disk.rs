//! A disk of a few megabytes, so that a test can fill it.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::skip::skip;

/// Takes up whatever room is left.
const FILLER: &str = "filler";

/// A mounted disk in memory; dropped, it is gone.
#[derive(Debug)]
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// Mounts a disk of so many mebibytes, if this account may.
    pub fn mount(mib: usize) -> Option<Self> {
        let folder = TempDir::new().expect("a folder for temporary files can be written");
        let size = format!("size={mib}m");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path());
        if mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
            return Some(Self { folder });
        }
        skip("a small disk", "run it as root, who may mount one");
        None
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills it to the last byte.
    pub fn fill(&self) {
        let mut filler = File::create(self.path().join(FILLER)).expect("there is room for a name");
        // The error is what this is about: there is no room left.
        while filler.write_all(&[0; 4096]).is_ok() {}
    }

    /// Gives the room back.
    pub fn free(&self) {
        fs::remove_file(self.path().join(FILLER)).expect("it was filled");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, because a program that a failed test leaves may still be ending.
        let unmounted = Command::new("umount").arg("--lazy").arg(self.path()).status();
        if !unmounted.is_ok_and(|status| status.success()) {
            eprintln!("{} is left behind", self.path().display());
        }
    }
}
