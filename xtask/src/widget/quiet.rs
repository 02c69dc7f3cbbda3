//! Takes out what a panic would say. In a browser nobody hears it: it would be written to where
//! nothing is shown, before the same trap. Its words, and the places in the source that they
//! name, are some two of forty-five kilobytes.

use std::collections::HashSet;

use anyhow::ensure;
use walrus::ir::{Instr, InstrLocId, InstrSeqId, Unreachable, Value};
use walrus::{FunctionId, FunctionKind, LocalFunction, Module, passes};

/// What functions are called that only ever panic: in all of Rust's own crates, however their
/// names are mangled.
const PANICS: [&str; 9] = [
    "9panicking",
    "13unwrap_failed",
    "13expect_failed",
    "13assert_failed",
    "16slice_index_fail",
    "12handle_error",
    "18handle_alloc_error",
    "22panic_already_borrowed",
    "18panic_access_error",
];

/// What writes any value by a table of how each is shown.
const FORMATS_ANYTHING: [&str; 2] = ["3fmt5write", "core::fmt::write"];

/// How a value is shown.
const SHOWS: [&str; 4] = ["5Debug3fmt", "7Display3fmt", "fmt..Debug", "fmt..Display"];

/// How the place of a panic ends where the source is named.
const SOURCE: &[u8] = b".rs";

/// Lets every panic be a mere trap.
pub(super) fn hush(module: &mut Module) -> anyhow::Result<()> {
    let named = |name: &String| PANICS.iter().any(|part| name.contains(part));
    let panics = module.funcs.iter_local().map(|(id, _)| id);
    let panics = panics.filter(|id| module.funcs.get(*id).name.as_ref().is_some_and(named));
    let mut traps: HashSet<FunctionId> = panics.collect();
    // Another version of Rust may call them something else.
    ensure!(traps.len() > 5, "no panics are found: adapt xtask/src/widget/quiet.rs");
    for id in &traps {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(*id).kind {
            trap(function, function.entry_block(), 0);
        }
    }
    while shorten(module, &mut traps) {}
    passes::gc::run(module);
    drop_formats(module);
    blank(module);
    for name in ["target_features", "__wasm_split_unstable"] {
        module.customs.remove_raw(name);
    }
    passes::gc::run(module);
    Ok(())
}

/// Takes out how values are shown, which only panics did: nobody calls that by its name, and what
/// calls it by the table is not there.
fn drop_formats(module: &mut Module) {
    let name = |id: FunctionId| module.funcs.get(id).name.as_deref().unwrap_or_default();
    let ids: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    if ids.iter().any(|id| FORMATS_ANYTHING.iter().any(|part| name(*id).contains(part))) {
        return;
    }
    let mut called = HashSet::new();
    for (_, function) in module.funcs.iter_local() {
        for sequence in sequences(function) {
            called.extend(function.block(sequence).instrs.iter().filter_map(|it| match &it.0 {
                Instr::Call(call) => Some(call.func),
                _ => None,
            }));
        }
    }
    let shows = |id: &FunctionId| SHOWS.iter().any(|part| name(*id).contains(part));
    let unused: Vec<FunctionId> =
        ids.into_iter().filter(|id| !called.contains(id) && shows(id)).collect();
    for id in unused {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            trap(function, function.entry_block(), 0);
        }
    }
}

/// Ends every sequence of instructions where it is certain to trap, and finds the functions that
/// do nothing else. Tells whether there are new ones.
fn shorten(module: &mut Module, traps: &mut HashSet<FunctionId>) -> bool {
    let known = traps.len();
    for (id, function) in module.funcs.iter_local_mut() {
        for sequence in sequences(function) {
            let instructions = &function.block(sequence).instrs;
            let is_end = |instruction: &Instr| match instruction {
                Instr::Unreachable(_) => true,
                Instr::Call(call) => traps.contains(&call.func),
                _ => false,
            };
            let Some(end) = instructions.iter().position(|(it, _)| is_end(it)) else { continue };
            // What only makes ready for the panic is not needed either.
            let ready = instructions[..end].iter().rev().take_while(|(it, _)| is_silent(it));
            let start = end - ready.count();
            trap(function, sequence, start);
        }
        let entry = function.block(function.entry_block());
        if matches!(entry.instrs[..], [(Instr::Unreachable(_), _)]) {
            traps.insert(id);
        }
    }
    traps.len() > known
}

/// Lets a sequence trap at this instruction.
fn trap(function: &mut LocalFunction, sequence: InstrSeqId, at: usize) {
    let instructions = &mut function.block_mut(sequence).instrs;
    instructions.truncate(at);
    instructions.push((Instr::Unreachable(Unreachable {}), InstrLocId::default()));
}

/// All sequences of a function.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    let mut found = vec![function.entry_block()];
    let mut at = 0;
    while let Some(sequence) = found.get(at) {
        at += 1;
        for (instruction, _) in function.block(*sequence).instrs.clone() {
            match instruction {
                Instr::Block(block) => found.push(block.seq),
                Instr::Loop(block) => found.push(block.seq),
                Instr::IfElse(both) => found.extend([both.consequent, both.alternative]),
                _ => {}
            }
        }
    }
    found
}

/// Whether nobody notices that it was left out right before a trap.
fn is_silent(instruction: &Instr) -> bool {
    matches!(
        instruction,
        Instr::Const(_)
            | Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Load(_)
            | Instr::Store(_)
            | Instr::Drop(_)
            | Instr::Select(_)
    )
}

/// Blanks the places in the source: the name of the file, and each record of a name, its length,
/// a line and a column.
fn blank(module: &mut Module) {
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        let walrus::DataKind::Active { offset, .. } = &data.kind else { continue };
        let walrus::ConstExpr::Value(Value::I32(base)) = offset else { continue };
        let base = base.cast_unsigned() as usize;
        let word = |bytes: &[u8], at: usize| {
            let word = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(word.try_into().ok()?) as usize)
        };
        let records: Vec<(usize, usize, usize)> = (0..data.value.len())
            .step_by(4)
            .filter_map(|at| {
                let start = word(&data.value, at)?.checked_sub(base)?;
                let length = word(&data.value, at + 4)?;
                let text = data.value.get(start..start.checked_add(length)?)?;
                let is_source = text.ends_with(SOURCE) && text.is_ascii();
                is_source.then_some((at, start, length))
            })
            .collect();
        for (at, start, length) in records {
            data.value[start..start + length].fill(0);
            if let Some(record) = data.value.get_mut(at..at + 16) {
                record.fill(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, ModuleConfig, ValType};

    use super::*;

    /// A function that calls these one after the other, each with a number.
    fn caller(module: &mut Module, calls: &[FunctionId]) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        for call in calls {
            builder.func_body().i32_const(1).call(*call);
        }
        let given = module.locals.add(ValType::I32);
        builder.finish(vec![given], &mut module.funcs)
    }

    fn length(module: &Module, id: FunctionId) -> usize {
        let function = module.funcs.get(id).kind.unwrap_local();
        function.block(function.entry_block()).instrs.len()
    }

    #[test]
    fn nothing_is_left_after_what_is_certain_to_trap_nor_what_only_makes_ready_for_it() {
        let mut module = Module::with_config(ModuleConfig::new());
        let (panic, harmless) = (caller(&mut module, &[]), caller(&mut module, &[]));
        let both = caller(&mut module, &[harmless, panic, harmless]);
        let traps_too = caller(&mut module, &[panic]);
        let mut traps = HashSet::from([panic]);

        while shorten(&mut module, &mut traps) {}

        assert_eq!(length(&module, both), 3, "a number, a call, and the trap");
        assert_eq!(length(&module, harmless), 0);
        assert!(traps.contains(&traps_too) && !traps.contains(&both));
    }

    #[test]
    fn places_in_the_source_are_blanked_and_other_texts_are_not() {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        let mut bytes = b"src/a.rs.close  ".to_vec();
        for number in [1_024_u32, 8, 12, 5, 1_032, 6] {
            bytes.extend(number.to_le_bytes());
        }
        let offset = walrus::ConstExpr::Value(Value::I32(1_024));
        let data = module.data.add(walrus::DataKind::Active { memory, offset }, bytes);

        blank(&mut module);

        let left = &module.data.get(data).value;
        assert_eq!(&left[..16], b"\0\0\0\0\0\0\0\0.close  ");
        assert_eq!(&left[16..32], [0; 16]);
        assert_eq!(&left[32..36], 1_032_u32.to_le_bytes());
    }
}
