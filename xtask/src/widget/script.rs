//! Minifies the two scripts: the wasm's glue, a module, and the loader, a classic script.

use anyhow::{Context as _, bail, ensure};
use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;

/// Stands in the loader where the server puts a shop's configuration.
pub(super) const CONFIG: &str = "__CANDOR_CONFIG__";

/// Newest syntax that the minifier may write: the loader must parse in every browser that opens
/// the shop, also in those that are too old to be asked.
const SYNTAX: &str = "es2020";

/// Minifies a module; its exports keep their names.
pub(super) fn minify_module(source: &str) -> anyhow::Result<String> {
    minify(source, SourceType::mjs())
}

/// Minifies the loader and makes sure that the server still finds where the configuration goes.
pub(super) fn minify_loader(source: &str) -> anyhow::Result<String> {
    let minified = minify(source, SourceType::script())?;
    let found = minified.matches(CONFIG).count();
    ensure!(found == 1, "`{CONFIG}` stands {found} times in the minified loader, not once");
    Ok(minified)
}

/// Minifies a classic script that stands by itself.
pub(crate) fn minify_loose(source: &str) -> anyhow::Result<String> {
    minify(source, SourceType::script())
}

fn minify(source: &str, kind: SourceType) -> anyhow::Result<String> {
    let allocator = Allocator::default();
    let mut program = parse(&allocator, source, kind)?;
    let target = EngineTargets::from_target(SYNTAX).map_err(anyhow::Error::msg)?;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        mangle_properties: None,
        compress: Some(CompressOptions { target, ..CompressOptions::smallest() }),
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let code = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program)
        .code;
    parse(&allocator, &code, kind).context("the minifier wrote something that is not a script")?;
    Ok(code)
}

/// Parses a script, and finds what the grammar alone allows: a name that is declared twice.
fn parse<'a>(
    allocator: &'a Allocator,
    source: &'a str,
    kind: SourceType,
) -> anyhow::Result<Program<'a>> {
    let parsed = Parser::new(allocator, source, kind).parse();
    let found = SemanticBuilder::new().with_check_syntax_error(true).build(&parsed.program);
    match parsed.diagnostics.first().or(found.diagnostics.first()) {
        Some(problem) => bail!("{problem}"),
        None => Ok(parsed.program),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_keep_their_names() {
        let minified = minify_module(
            "let internal = 1; function internalToo() { return internal++; }
             export function ask(version) { return version + internalToo(); }
             export default function start() { return internalToo(); }",
        )
        .unwrap();

        assert!(minified.contains("as ask") || minified.contains("function ask"), "{minified}");
        assert!(minified.contains("default"), "{minified}");
        assert!(!minified.contains("internal"), "{minified}");
    }

    #[test]
    fn the_configuration_still_has_its_place() {
        let minified = minify_loader(
            "(() => { const config = __CANDOR_CONFIG__; window.a = config.shop; \
             window.b = config.base; window.c = config; })();",
        )
        .unwrap();

        assert_eq!(minified.matches(CONFIG).count(), 1, "{minified}");
    }

    #[test]
    fn a_loader_without_a_place_for_the_configuration_is_refused() {
        assert!(minify_loader("(() => { window.a = 1; })();").is_err());
    }

    #[test]
    fn newer_syntax_than_old_browsers_parse_is_not_introduced() {
        let minified = minify_module("export function f(a) { if (!a.b) a.b = 1; }").unwrap();

        assert!(!minified.contains("||="), "{minified}");
    }

    #[test]
    fn a_syntax_error_is_reported() {
        assert!(minify_module("export function {").is_err());
        assert!(minify_module("const a = 1; export const b = a; const a = 2;").is_err());
    }
}
