//! Builds the browser's side into `widget/dist`: wasm, glue, loader and sheets, minified and
//! precompressed, named by a hash of what is in them.

mod inputs;
mod names;
mod quiet;
mod script;
mod sheet;
mod sizes;
mod trim;
mod wasm;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use sha2::{Digest as _, Sha256};

pub(crate) use script::minify_loose as minified;
pub(crate) use sizes::{brotli, gzip, print_built as print_sizes};
pub(crate) use wasm::{TARGET, ensure_target};

use crate::workspace;

/// The script of the snippet; the server fills it in for each shop, and compresses it then.
const LOADER: &str = "embed.js";

/// All files that are made.
const NAMES: [&str; 10] = [
    "ask.js",
    "ask_bg.wasm",
    "debug.js",
    LOADER,
    "facts.js",
    "fallback.js",
    "show.css",
    "show.js",
    "tab.js",
    "triggers.js",
];

/// What makes displays of reviews work, in the order in which it stands in one file.
const SHOW_SCRIPTS: [&str; 6] = [
    "show/place.js",
    "show/say.js",
    "show/list.js",
    "show/carousel.js",
    "show/badge.js",
    "show.js",
];

/// How displays of reviews look.
const SHOW_SHEETS: [&str; 5] = [
    "src/show/show.css",
    "src/show/controls.css",
    "src/show/say.css",
    "src/show/carousel.css",
    "src/show/badge.css",
];

/// File name to contents.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds what is missing or out of date in `widget/dist`, and returns that folder.
pub(crate) fn build() -> anyhow::Result<PathBuf> {
    let widget = workspace::root().join("widget");
    let dist = widget.join("dist");
    // Two builds at once would mix their files; the system drops the lock with the process.
    fs::create_dir_all(workspace::target())?;
    let lock = File::create(workspace::target().join("widget.lock"))?;
    lock.lock().context("waiting for another build of the widget")?;

    let inputs = inputs::digest()?;
    if inputs::is_current(&dist, &inputs) {
        return Ok(dist);
    }
    println!("Building the widget");
    let assets = assets(&widget)?;
    sizes::check(&assets)?;
    write(&dist, &assets)?;
    inputs::remember(&dist, &inputs)?;
    Ok(dist)
}

/// Makes every asset in memory.
fn assets(widget: &Path) -> anyhow::Result<Files> {
    let source = |name: &str| read(&widget.join(name));
    let (glue, wasm) = wasm::build()?;
    let (device, dark) = (source("device.js")?, source("dark.js")?);
    let show_sheet = sheet::minify(&joined(widget, &SHOW_SHEETS)?);

    // Two files less to fetch: the glue also sends answers, and has the questions' sheet.
    let ask = format!(
        "{}\n{}\n{}\n{}\n{}\nexport {}",
        source("json.js")?,
        glue.replace("export function pose(", "function pose("),
        source("start.js")?,
        source("around.js")?,
        source("answers.js")?,
        constant("style", &sheet::minify(&source("style.css")?))?,
    );
    let facts = format!("{device}\n{}\n{}", source("vitals.js")?, source("facts.js")?);
    let show = constant("style", &show_sheet)? + &joined(widget, &SHOW_SCRIPTS)?;
    for needed in ["__wbg_finalize_init(instance,", "\nfunction pose(", "export function leave("] {
        ensure!(ask.contains(needed), "the glue lacks `{needed}`");
    }
    let triggers = format!("{device}\n{}", source("triggers.js")?);
    let debug_style = constant("style", &sheet::minify(&source("debug.css")?))?;
    let debug = format!("{debug_style}{}", source("debug.js")?);
    let scripts = [
        ("ask.js", script::minify_module(&ask)),
        ("debug.js", script::minify_module(&debug)),
        ("triggers.js", script::minify_module(&triggers)),
        ("embed.js", script::minify_loader(&source("embed.js")?)),
        ("facts.js", script::minify_module(&facts)),
        ("fallback.js", script::minify_module(&format!("{dark}\n{}", source("fallback.js")?))),
        ("show.js", script::minify_module(&show)),
        ("tab.js", script::minify_module(&format!("{dark}\n{}", source("tab.js")?))),
    ];

    let mut assets = Files::from([
        ("ask_bg.wasm".to_owned(), wasm),
        ("show.css".to_owned(), show_sheet.into_bytes()),
    ]);
    for (name, script) in scripts {
        let script = script.with_context(|| format!("minifying {name}"))?;
        assets.insert(name.to_owned(), script.into_bytes());
    }
    Ok(assets)
}

/// A script's constant with this text.
fn constant(name: &str, text: &str) -> anyhow::Result<String> {
    Ok(format!("const {name} = {};\n", serde_json::to_string(text)?))
}

/// Several sources as one.
fn joined(widget: &Path, names: &[&str]) -> anyhow::Result<String> {
    names.iter().map(|name| Ok(read(&widget.join(name))? + "\n")).collect()
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("the widget needs {}", path.display()))
}

/// Writes the assets, each also compressed, and the manifest that the server's build reads.
fn write(dist: &Path, assets: &Files) -> anyhow::Result<()> {
    let manifest = manifest(assets)?;
    if fs::read_to_string(dist.join("manifest.json")).is_ok_and(|old| old == manifest) {
        // An untouched manifest spares the server a rebuild.
        return Ok(());
    }
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("emptying {}", dist.display()))?;
    }
    fs::create_dir_all(dist)?;
    for (name, contents) in assets {
        fs::write(dist.join(name), contents)?;
        if name != LOADER {
            fs::write(dist.join(format!("{name}.br")), sizes::brotli(contents)?)?;
            fs::write(dist.join(format!("{name}.gz")), sizes::gzip(contents)?)?;
        }
    }
    Ok(fs::write(dist.join("manifest.json"), manifest)?)
}

fn manifest(assets: &Files) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    for (name, contents) in assets {
        ensure!(!contents.is_empty(), "{name} came out empty");
        hash.update(name);
        hash.update((contents.len() as u64).to_le_bytes());
        hash.update(contents);
    }
    let build = &inputs::hex(&hash.finalize())[..12];
    let files: Vec<&str> = assets.keys().map(String::as_str).collect();
    ensure!(files == NAMES, "{files:?} were made, not {NAMES:?}");
    Ok(serde_json::to_string(&serde_json::json!({ "build": build, "files": files }))? + "\n")
}
