//! Embeds the built widget and rebuilds when a migration changes.
//!
//! Without a built widget the tables are empty and the server says what is missing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::Context as _;
use serde::Deserialize;

/// What `cargo xtask widget` says that it made.
#[derive(Deserialize)]
struct Manifest {
    /// Names this build in every asset's address.
    build: String,
    /// File names inside `widget/dist`.
    files: Vec<String>,
}

fn main() -> anyhow::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=migrations");

    let server = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let widget = server.parent().context("the server is a folder of the workspace")?.join("widget");
    let table = match manifest(&widget)? {
        Some(manifest) => table(&widget.join("dist"), &manifest)?,
        None => render(None, ""),
    };

    let generated = Path::new(&variable("OUT_DIR")?).join("assets.rs");
    fs::write(&generated, table).with_context(|| format!("writing {}", generated.display()))
}

fn variable(name: &str) -> anyhow::Result<String> {
    env::var(name).with_context(|| format!("cargo sets {name}"))
}

/// Reads the widget's manifest, which is written last and only when an asset changed.
fn manifest(widget: &Path) -> anyhow::Result<Option<Manifest>> {
    let path = widget.join("dist/manifest.json");
    if !path.exists() {
        // Cargo takes a watched file that is missing for a change, and would rebuild every time.
        println!("cargo:rerun-if-changed={}", widget.display());
        return Ok(None);
    }
    println!("cargo:rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let manifest =
        serde_json::from_str(&text).with_context(|| format!("understanding {}", path.display()))?;
    Ok(Some(manifest))
}

fn table(dist: &Path, manifest: &Manifest) -> anyhow::Result<String> {
    let mut assets = String::new();
    for name in &manifest.files {
        let raw = include(&dist.join(name))?
            .with_context(|| format!("{name} is missing: run `cargo xtask widget`"))?;
        let compressed = |extension: &str| -> anyhow::Result<String> {
            let include = include(&dist.join(format!("{name}.{extension}")))?;
            Ok(include.map_or("None".to_owned(), |include| format!("Some({include})")))
        };
        writeln!(
            assets,
            "    Asset {{\n        name: {name:?},\n        raw: {raw},\n        \
             brotli: {},\n        gzip: {},\n    }},",
            compressed("br")?,
            compressed("gz")?,
        )?;
    }
    Ok(render(Some(&manifest.build), &assets))
}

/// The expression that embeds a file, if it is there.
fn include(path: &Path) -> anyhow::Result<Option<String>> {
    let text = path.to_str().context("the workspace's path is not Unicode")?;
    Ok(path.exists().then(|| format!("include_bytes!({text:?})")))
}

fn render(build: Option<&str>, assets: &str) -> String {
    let assets = if assets.is_empty() { "&[]".to_owned() } else { format!("&[\n{assets}]") };
    format!(
        "/// Names the embedded build of the widget; none if the server was built without one.\n\
         pub static BUILD: Option<&str> = {build:?};\n\n\
         /// Every file of the embedded build of the widget.\n\
         pub static ASSETS: &[Asset] = {assets};\n"
    )
}
