/*
 * Runs in every page that is measured, before the page itself. Notes what moves, what blocks, and
 * when a question is first seen; without looking all the time, which would cost what it measures.
 */
(() => {
  const seen = (window.bench = { shift: 0, blocking_ms: 0, question_ms: null });
  window.asked = new Promise((resolve) => (seen.resolve = resolve));
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  observe("longtask", (entry) => (seen.blocking_ms += Math.max(0, entry.duration - 50)));

  /* A message comes after the frame that it was posted in. */
  const painted = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    requestAnimationFrame(() => port2.postMessage(0));
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    const observer = new MutationObserver(() => {
      const scale = root.querySelector("[role=radiogroup]");
      if (!scale || seen.question_ms !== null) return;
      observer.disconnect();
      /* What fades in is not seen while it is transparent. */
      const look = () =>
        scale.checkVisibility({ opacityProperty: true, visibilityProperty: true })
          ? seen.resolve((seen.question_ms = performance.now()))
          : painted(look);
      painted(look);
    });
    observer.observe(root, { childList: true, subtree: true });
    return root;
  };
})();
