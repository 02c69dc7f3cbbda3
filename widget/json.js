/*
 * How the glue writes what is sent and kept. Old libraries teach every list to write itself, as a
 * text within the text, which no server takes: meanwhile lists have forgotten that. Becomes a
 * part of the wasm's glue, which knows no other JSON.
 */

const JSON = {
  parse: (text) => window.JSON.parse(text),
  stringify: (value) => {
    const lists = Array.prototype;
    const { toJSON } = lists;
    delete lists.toJSON;
    try {
      return window.JSON.stringify(value);
    } finally {
      if (toJSON) lists.toJSON = toJSON;
    }
  },
};
