//! Takes out what wasm-bindgen keeps although the widget never uses it, some two kilobytes of
//! forty-five: byte streams of leptos's server functions, and how it starts.

use anyhow::ensure;
use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::{GetSpan as _, SourceType};
use walrus::{Export, Module, passes};

/// How the classes of the streams are called, in the glue and in the wasm.
const STREAMS: [&str; 2] = ["IntoUnderlying", "intounderlying"];

/// How the glue's statements about these classes begin.
const STATEMENTS: [&str; 3] =
    ["export class IntoUnderlying", "if (Symbol.dispose) IntoUnderlying", "const IntoUnderlying"];

/// What the glue exports besides the widget's own functions: `start.js` has one way to start in
/// place of these, and what is not exported is then dropped by the minifier.
const STARTS: &str = "export { initSync, __wbg_init as default };";

/// Drops the exports that the glue does not name, and then everything that nothing refers to any
/// more.
pub(super) fn wasm(module: &mut Module, glue: &str) {
    let unnamed = module.exports.iter().filter(|export| !glue.contains(&export.name));
    for export in unnamed.map(Export::id).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    passes::gc::run(module);
}

/// Drops the glue of the streams, and the glue's own ways to start.
pub(super) fn glue(glue: &str) -> anyhow::Result<String> {
    let allocator = Allocator::default();
    let program = Parser::new(&allocator, glue, SourceType::mjs()).parse().program;
    let statements = program.body.iter().map(|statement| statement.span().source_text(glue));
    let kept: String = statements
        .filter(|text| !STATEMENTS.iter().any(|start| text.starts_with(start)))
        .flat_map(|text| [text, "\n"])
        .collect();
    // Another version of wasm-bindgen may write all this in another way.
    ensure!(
        kept.matches(STARTS).count() == 1 && !STREAMS.iter().any(|name| kept.contains(name)),
        "the wasm's glue has changed: adapt xtask/src/widget/trim.rs"
    );
    Ok(kept.replace(STARTS, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_used_stays() {
        let source = "export class IntoUnderlyingSink { free() { a(); } }
            if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = b;
            export function ask() { return '};'; }
            const IntoUnderlyingSinkFinalization = { register: () => {} };
            export { initSync, __wbg_init as default };";

        let kept = glue(source).unwrap();

        assert_eq!(kept, "export function ask() { return '};'; }\n\n");
    }

    #[test]
    fn glue_of_another_make_is_refused() {
        assert!(glue("export function ask() {}").is_err());
        assert!(glue(&format!("{STARTS}\nlet a = new IntoUnderlyingSink();")).is_err());
    }
}
