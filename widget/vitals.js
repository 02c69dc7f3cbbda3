/*
 * How fast this visit is for the shopper: LCP, INP, CLS and TTFB, as Google's `web-vitals` defines
 * them (https://github.com/GoogleChrome/web-vitals, read at 6.2.3), which itself would weigh three
 * kilobytes. Becomes a part of `facts.js`, and looks back at what the browser has buffered until
 * then. What that loses: of the interactions before it, browsers keep only the first and
 * those of 104 ms and more. A page that comes back from the back/forward cache keeps the figures
 * of when it was loaded.
 */

const figures = { lcp_ms: null, inp_ms: null, cls: null, ttfb_ms: null };

/* A figure that is odd must not cost an answer: the server takes an hour at most. */
const whole = (milliseconds) => Math.round(Math.min(Math.max(milliseconds, 0), 36e5));

const [navigation = {}] = performance.getEntriesByType("navigation");
/* A page that was made ready in advance is counted from when it was opened. */
const opened = navigation.activationStart || 0;
/* Some browsers give 0 here, or a time that is yet to come. */
if (navigation.responseStart > 0 && navigation.responseStart < performance.now()) {
  figures.ttfb_ms = whole(navigation.responseStart - opened);
}

/* What a browser does not measure stays null, which is not the same as 0. */
const watch = (type, none, note, wish) => {
  try {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    none();
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ type, buffered: true, ...wish });
  } catch (_) {
    /* It stays unsaid. */
  }
};

const nothing = () => {};

/* Pages are painted late while nobody looks at them. */
const wasHidden = (time) =>
  performance
    .getEntriesByType("visibility-state")
    .some(({ name, startTime }) => name === "hidden" && startTime >= opened && startTime <= time);

watch("largest-contentful-paint", nothing, ({ startTime }) => {
  if (!wasHidden(startTime)) figures.lcp_ms = whole(startTime - opened);
});

/* Shifts count together while less than a second is between two, and five between all. The worst
   such window is the figure. */
let began;
let last;
let sum = 0;
watch(
  "layout-shift",
  () => (figures.cls = 0),
  ({ hadRecentInput, startTime, value }) => {
    if (hadRecentInput) return;
    if (!(startTime - last < 1000 && startTime - began < 5000)) {
      began = startTime;
      sum = 0;
    }
    last = startTime;
    sum += value;
    figures.cls = Math.min(Math.max(figures.cls, Math.round(sum * 1e4) / 1e4), 1000);
  },
);

/* The longest interaction; of every fifty, one is left out. */
const longest = {};
const interaction = ({ interactionId, duration }) => {
  if (!interactionId) return;
  longest[interactionId] = Math.max(longest[interactionId] || 0, duration);
  const all = Object.values(longest).sort((one, other) => other - one);
  const left_out = Math.floor((performance.interactionCount || 0) / 50);
  figures.inp_ms = whole(all[Math.min(left_out, all.length - 1)]);
};
watch("event", nothing, interaction, { durationThreshold: 16 });
watch("first-input", nothing, interaction);
