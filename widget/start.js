/*
 * Starts the wasm, once for all loaders in a page. Becomes a part of its glue, in place of the
 * glue's own two ways, which also serve what the server never does: a wasm that is not called so.
 */

let started;

const start = async () => {
  const wasm = fetch(new URL("ask_bg.wasm", import.meta.url));
  /* Where the page refuses to start it, nobody else listens for whether it came. */
  wasm.catch(() => {});
  const { instance } = await WebAssembly.instantiateStreaming(wasm, __wbg_get_imports());
  __wbg_finalize_init(instance);
};

export default () => (started = started || start());
