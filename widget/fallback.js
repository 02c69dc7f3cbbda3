/*
 * Asks where the page's policy refuses what the widget is made of: shows the survey's own page in
 * a frame at the same place, and where frames are refused too, a link to it. It has the interface
 * of the wasm's glue, so that the loader need not know which of them it has.
 *
 * No inline style, no HTML from text and no script from text: nothing here needs a trusted type.
 * The server fills in __CANDOR_WORDS__.
 */
const words = __CANDOR_WORDS__;

/* The foot is reached by moving, which is no shift of the page's layout when the frame grows. */
const STYLE = `
:host { all: initial !important; display: block !important; }
:host([data-over]) {
  position: fixed !important; inset: auto !important; inset-inline-end: 16px !important;
  top: 0 !important; translate: 0 calc(100dvh - 100% - 16px - var(--up, 0px)) !important; z-index: 2147483647 !important; margin: 0 !important; border: 0 !important;
  padding: 0 !important; width: min(360px, 100vw - 32px) !important; height: auto !important;
  overflow: visible !important; background: none !important;
}
.box {
  position: relative; overflow: hidden; border: 1px solid #dcdee2; border-radius: 12px;
  background: #fff; color: #1d2127; font: 400 16px/1.5 system-ui, sans-serif;
}
:host([data-over]) .box {
  box-shadow: 0 1px 3px rgb(0 0 0 / 6%), 0 12px 36px rgb(0 0 0 / 16%);
}
.box[data-dark] { border-color: #444950; background: #23262b; color: #eef0f2; }
iframe { display: block; width: 100%; height: 240px; max-height: 80vh; border: 0; }
:host(:not([data-over])) iframe { max-height: none; }
.close {
  position: absolute; z-index: 1; top: 12px; inset-inline-end: 8px; width: 32px; height: 32px;
  border: 0; border-radius: 8px; padding: 0; background: none; color: inherit; font-size: 24px;
  line-height: 1; cursor: pointer;
}
.card { padding: 16px; padding-inline-end: 48px; }
a {
  display: inline-block; border-radius: 8px; padding: 12px 24px; background: #1d2127; color: #fff;
  font-weight: 600; line-height: 24px; text-decoration: none;
}
[data-dark] a { background: #eef0f2; color: #1d2127; }
a span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
@media (max-width: 520px) {
  :host([data-over]) {
    inset-inline: 0 !important; translate: 0 calc(100dvh - 100% - var(--up, 0px)) !important; width: 100% !important;
  }
  :host([data-over]) .box { border-width: 1px 0 0; border-radius: 12px 12px 0 0; }
}
@media (prefers-reduced-motion: no-preference) {
  :host([data-over]) .box { animation: enter 160ms ease-out; }
  @keyframes enter { from { opacity: 0; translate: 0 8px; } }
}`;

let shut;

/* Tells the loader that the words of a survey are not needed. */
export const frame = 1;

export const flush = () => {};

export const leave = () => shut && shut();

export const context = (_, { page, order, touchpoint, locale, product }) => ({
  page: location.origin + location.pathname,
  lang: locale,
  touchpoint,
  product: page.product || product,
  location: page.location,
  agent: page.agent,
  order: order.id,
});

const remember = (key, way) => {
  try {
    sessionStorage.setItem(key, way);
  } catch (_) {
    /* The next page tries again. */
  }
};

const recalled = (key) => {
  try {
    return sessionStorage.getItem(key);
  } catch (_) {
    return null;
  }
};

/* Whether a policy of this page refused the widget, which the next page of the session need not
   try again. Everything else, such as a network that was away, passes. */
const isRefused = (base) => {
  try {
    /* The smallest module there is. */
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    const past = new ReportingObserver(() => {}, { types: ["csp-violation"], buffered: true });
    past.observe();
    const reports = past.takeRecords();
    past.disconnect();
    return reports.some(({ body }) => String(body.blockedURL).startsWith(base));
  } catch (_) {
    /* Refused, or a browser that does not tell. */
    return true;
  }
};

/* How much of the window's foot is taken by what the page has fixed there, in pixels. */
const taken = (host) => {
  const { left, right } = host.getBoundingClientRect();
  const foot = innerHeight;
  let up = 0;
  /* Bars and bubbles are rarely stacked more than two high. */
  for (let turn = 0; turn < 3; turn++) {
    let top = foot - up;
    for (let x = left + 4; x < right; x += 40) {
      for (let element of document.elementsFromPoint(x, foot - up - 8)) {
        if (element === host) continue;
        while (element && !/fixed|sticky/.test(getComputedStyle(element).position)) {
          element = element.parentElement;
        }
        const area = element && element.getBoundingClientRect();
        /* What is higher is no bar, but a layer over the page. */
        if (area && area.height < foot / 3) top = Math.min(top, area.top);
      }
    }
    if (top === foot - up) break;
    up = foot - top;
  }
  return Math.max(up, 0);
};

const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

export const ask = (_, options) => {
  const { base, shop, survey, mount, theme } = options;
  /* One at a time. */
  if (!mount) leave();
  const key = "candor:" + shop;
  const before = document.activeElement;
  const dark = theme === "dark" || (theme !== "light" && isDark());
  const told = { theme: dark ? "dark" : "light", ...options.context };
  const query = new URLSearchParams();
  if (options.start) told.start = options.start;
  for (const name in told) if (told[name]) query.set(name, told[name]);
  const page = `${base}/s/${shop}/${survey.id}?${query}`;

  const host = mount || made("div", {});
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const box = made("div", { className: "box", dir: words.dir });
  box.setAttribute("role", mount ? "region" : "dialog");
  box.setAttribute("aria-label", words.label);
  if (dark) box.dataset.dark = "";
  root.replaceChildren(box);

  const listening = new AbortController();
  const { signal } = listening;
  const close = () => {
    listening.abort();
    const had = document.activeElement === host;
    shut = 0;
    if (mount) root.replaceChildren();
    else host.remove();
    if (had && before) before.focus();
    options.closed();
  };
  const link = (refused) => {
    if (refused) remember(key, "link");
    const tab = made("span", {}, ` (${words.new_tab})`);
    const to = made("a", { href: page, target: "_blank", rel: "noopener" }, words.open, tab);
    if (!mount) to.addEventListener("click", close);
    box.querySelectorAll("iframe,.card").forEach((old) => old.remove());
    box.prepend(made("div", { className: "card" }, to));
  };
  const show = () => {
    if (!recalled(key) && isRefused(base)) remember(key, "frame");
    const frame = made("iframe", { src: page + "&frame=1", title: words.label });
    let heard;
    document.addEventListener(
      "securitypolicyviolation",
      ({ effectiveDirective, blockedURI }) => {
        if (/frame|child/.test(effectiveDirective) && page.startsWith(blockedURI.slice(0, 24))) link(true);
      },
      { signal },
    );
    frame.addEventListener("load", () => setTimeout(() => heard || signal.aborted || link(), 4000));
    addEventListener(
      "message",
      ({ source, data }) => {
        if (source !== frame.contentWindow || Object(data).candor !== 1) return;
        heard = 1;
        if (data.height) frame.style.height = data.height + "px";
        stand();
        if (data.close && !mount) close();
        if (data.done && !mount) leaveSoon(4000);
      },
      { signal },
    );
    box.prepend(frame);
    if (options.focus) frame.focus();
  };
  /* Thanks leave by themselves, unless somebody is still reading. */
  const leaveSoon = (after) =>
    setTimeout(() => {
      if (signal.aborted) return;
      if (host.matches(":hover") || document.activeElement === host) leaveSoon(1000);
      else close();
    }, after);

  const stand = () => mount || host.style.setProperty("--up", taken(host) + "px");

  if (!mount) {
    shut = close;
    host.dataset.over = "";
    const button = made("button", { className: "close", type: "button" }, "×");
    button.setAttribute("aria-label", words.close);
    button.addEventListener("click", close);
    box.append(button);
    addEventListener("keydown", (event) => event.key === "Escape" && close(), { signal });
    document.body.append(host);
    if (host.showPopover) {
      host.popover = "manual";
      host.showPopover();
    }
    stand();
    addEventListener("resize", stand, { signal });
  }
  if (recalled(key) === "link") link();
  else show();
  options.shown();
};
