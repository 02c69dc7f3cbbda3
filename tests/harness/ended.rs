//! A program that ended by itself: how, and what it printed.

use std::time::Duration;

use tokio::process::Command;

/// Longest run of a command that ends by itself, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How a program ended, and what it printed.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Its exit code.
    pub code: Option<i32>,
    /// What it printed for people and other programs.
    pub said: String,
    /// What it printed to standard error: why it failed, and its log.
    pub error: String,
}

impl Ended {
    /// Runs a command until it ends.
    pub async fn of(command: &mut Command) -> Self {
        let output = tokio::time::timeout(PATIENCE, command.output()).await;
        let output = output.expect("the program ends by itself").expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
        Self { code: output.status.code(), said: text(output.stdout), error: text(output.stderr) }
    }

    /// Fails unless the program failed and said these words about it.
    pub fn assert_failed(&self, words: &[&str]) {
        assert!(self.code.is_some_and(|code| code != 0), "it did not fail: {self:?}");
        for word in words {
            assert!(self.error.contains(word), "{word:?} is not in {}", self.error);
        }
    }
}
