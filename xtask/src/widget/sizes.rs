//! Compresses assets, measures them and holds them to the product's size budget.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use ::brotli::BrotliCompress;
use ::brotli::enc::BrotliEncoderParams;
use anyhow::ensure;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use super::script::CONFIG;
use super::{Files, LOADER};

/// On every page of the shop, so it must cost less than a small picture.
const LOADER_BUDGET: usize = 3 * 1024;

/// Everything until the first question stands there; fetched only when one is asked.
const QUESTION_BUDGET: usize = 45 * 1024;

/// What is fetched until the first question stands there.
const UNTIL_QUESTION: [&str; 3] = [LOADER, "ask.js", "ask_bg.wasm"];

/// A shop with two surveys, so that the loader is measured as shoppers get it.
const SAMPLE: &str = include_str!("two_surveys.json");

/// Fails if the assets are heavier than the product promises, after it has shown them.
pub(super) fn check(assets: &Files) -> anyhow::Result<()> {
    let rows = rows(assets)?;
    let [_, _, loader] = rows.iter().find(|row| row.0 == LOADER).map_or([0; 3], |row| row.1);
    let [_, _, question] = until_question(&rows);
    if loader > LOADER_BUDGET || question > QUESTION_BUDGET {
        print(assets)?;
    }
    ensure!(
        loader <= LOADER_BUDGET,
        "the loader weighs {loader} bytes (brotli); its budget is {LOADER_BUDGET}"
    );
    ensure!(
        question <= QUESTION_BUDGET,
        "a question weighs {question} bytes (brotli) until it stands there; its budget is \
         {QUESTION_BUDGET}"
    );
    Ok(())
}

fn rows(assets: &Files) -> anyhow::Result<Vec<(&str, [usize; 3])>> {
    let sizes = |(name, contents): (&'_ String, &'_ Vec<u8>)| as_shoppers_get(name, contents);
    assets.iter().map(|asset| Ok((asset.0.as_str(), sizes(asset)?))).collect()
}

fn until_question(rows: &[(&str, [usize; 3])]) -> [usize; 3] {
    let counted = rows.iter().filter(|(name, _)| UNTIL_QUESTION.contains(name));
    counted.fold([0; 3], |sum, (_, row)| std::array::from_fn(|at| sum[at] + row[at]))
}

/// How many bytes a file has, raw, gzip and brotli. The loader is sent with a shop's
/// configuration in it; everything else as it was built.
fn as_shoppers_get(name: &str, contents: &[u8]) -> anyhow::Result<[usize; 3]> {
    if name != LOADER {
        return Ok([contents.len(), gzip(contents)?.len(), brotli(contents)?.len()]);
    }
    let config: Value = serde_json::from_str(SAMPLE)?;
    let filled = String::from_utf8_lossy(contents).replace(CONFIG, &config.to_string());
    Ok([filled.len(), gzip(filled.as_bytes())?.len(), brotli(filled.as_bytes())?.len()])
}

/// Prints the size of each asset that was built: raw, gzip and brotli.
pub(crate) fn print_built(dist: &Path) -> anyhow::Result<()> {
    let mut assets = Files::new();
    for name in super::NAMES {
        assets.insert(name.to_owned(), fs::read(dist.join(name))?);
    }
    print(&assets)
}

fn print(assets: &Files) -> anyhow::Result<()> {
    let rows = rows(assets)?;
    println!("{:<22}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli");
    for (name, row) in &rows {
        print_row(name, *row);
    }
    print_row("until the question", until_question(&rows));
    println!(
        "The budget is {LOADER_BUDGET} for {LOADER}, with two surveys in it, and \
         {QUESTION_BUDGET} until the question, both brotli."
    );
    Ok(())
}

fn print_row(name: &str, [raw, gzip, brotli]: [usize; 3]) {
    println!("{name:<22}{raw:>10}{gzip:>10}{brotli:>10}");
}

/// Compresses as small as brotli can.
pub(crate) fn brotli(contents: &[u8]) -> anyhow::Result<Vec<u8>> {
    let options = BrotliEncoderParams { quality: 11, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    BrotliCompress(&mut &*contents, &mut compressed, &options)?;
    Ok(compressed)
}

/// Compresses as small as gzip can.
pub(crate) fn gzip(contents: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}
