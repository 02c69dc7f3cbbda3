//! Compiles the widget for browsers and makes its glue.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use super::{names, quiet, trim};
use crate::workspace;

/// What browsers run.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the wasm and returns its glue and its bytes.
pub(super) fn build() -> anyhow::Result<(String, Vec<u8>)> {
    ensure_target()?;
    let mut cargo = workspace::cargo(&["rustc", "--package", "widget", "--lib"]);
    // Everywhere but here the widget is a library to link with, as `shared` is.
    cargo.args(["--crate-type", "cdylib", "--target", TARGET, "--profile", "widget"]);
    // Panics name source files: the same ones on every machine, and nobody's home.
    if let Some(home) = cargo_home() {
        let flags = format!("--remap-path-prefix={}=", home.join("registry/src/").display());
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    workspace::run(&mut cargo)?;
    bind(&workspace::target().join(TARGET).join("widget/widget.wasm"))
}

/// Where cargo keeps the sources of dependencies; not where its path cannot be put into flags.
fn cargo_home() -> Option<PathBuf> {
    let set = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = set.or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    (!home.to_str()?.contains(char::is_whitespace)).then_some(home)
}

/// Runs wasm-bindgen as a library, so that nobody has to install its command.
fn bind(wasm: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name("ask")
        .web(true)?
        .typescript(false)
        .demangle(false)
        .omit_default_module_path(false)
        .encode_into(EncodeInto::Always)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("binding {}", wasm.display()))?;
    let inline: usize = output.snippets().values().map(Vec::len).sum();
    let snippets = inline + output.local_modules().len();
    if snippets > 0 {
        bail!(
            "a dependency of the widget brings {snippets} scripts of its own, which nothing serves"
        );
    }
    let glue = trim::glue(output.js())?;
    trim::wasm(output.wasm_mut(), &glue);
    quiet::hush(output.wasm_mut())?;
    let glue = names::shorten(output.wasm_mut(), &glue)?;
    Ok((glue, output.wasm_mut().emit_wasm()))
}

/// Adds the compiler's browser target if it is missing.
pub(crate) fn ensure_target() -> anyhow::Result<()> {
    if is_installed()? {
        return Ok(());
    }
    println!("Adding {TARGET} with rustup");
    let added = workspace::run(
        workspace::command("rustup").args(["target", "add", TARGET]).current_dir(workspace::root()),
    );
    if let Err(error) = added {
        bail!(
            "the widget needs Rust's {TARGET} target ({error}). Type\n\n    \
             rustup target add {TARGET}\n\nor, where Rust did not come from rustup, install the \
             distribution's package of that target (Debian: libstd-rust-dev-wasm32)"
        );
    }
    Ok(())
}

fn is_installed() -> anyhow::Result<bool> {
    let mut rustc = workspace::command("rustc");
    let sysroot =
        workspace::output(rustc.args(["--print", "sysroot"]).current_dir(workspace::root()))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).exists())
}
