//! Tests that need what this machine may not have: they say so loudly, and fail in a pipeline,
//! where nobody reads that.

use std::env;

/// Whether to leave a test out because this build has no widget.
pub fn skip_without_widget() -> bool {
    let missing = server::assets::BUILD.is_none();
    if missing {
        skip("the built widget", "run `cargo xtask test`, which builds it");
    }
    missing
}

/// Says that a test is left out for want of something.
pub fn skip(what: &str, remedy: &str) {
    let in_a_pipeline = env::var("CI").is_ok_and(|value| value == "true");
    assert!(!in_a_pipeline, "this test needs {what}: {remedy}");
    eprintln!("\n!!! SKIPPED: this test needs {what}\n!!! {remedy}\n");
}
