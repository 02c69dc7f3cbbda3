/*
 * Asks where the page's policy refuses what the widget is made of: shows the survey's own page in
 * a frame at the same place, and where frames are refused too, a link to it. It has the interface
 * of the wasm's glue, so that the loader need not know which of them it has.
 *
 * No inline style, no HTML from text and no script from text: nothing here needs a trusted type.
 * The server fills in __CANDOR_WORDS__.
 */
const words = __CANDOR_WORDS__;

const STYLE = `
:host { all: initial !important; display: block !important; }
:host([data-over]) {
  position: fixed !important; inset: auto !important; inset-inline-end: 16px !important;
  bottom: 16px !important; z-index: 2147483647 !important; margin: 0 !important; border: 0 !important;
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
  :host([data-over]) { inset-inline: 0 !important; bottom: 0 !important; width: 100% !important; }
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
  const link = () => {
    remember(key, "link");
    const tab = made("span", {}, ` (${words.new_tab})`);
    const to = made("a", { href: page, target: "_blank", rel: "noopener" }, words.open, tab);
    if (!mount) to.addEventListener("click", close);
    box.querySelectorAll("iframe,.card").forEach((old) => old.remove());
    box.prepend(made("div", { className: "card" }, to));
  };
  const show = () => {
    remember(key, "frame");
    const frame = made("iframe", { src: page + "&frame=1", title: words.label });
    let heard;
    document.addEventListener(
      "securitypolicyviolation",
      ({ effectiveDirective, blockedURI }) => {
        if (/frame|child/.test(effectiveDirective) && page.startsWith(blockedURI.slice(0, 24))) link();
      },
      { signal },
    );
    frame.addEventListener("load", () => setTimeout(() => heard || signal.aborted || link(), 2000));
    addEventListener(
      "message",
      ({ source, data }) => {
        if (source !== frame.contentWindow || Object(data).candor !== 1) return;
        heard = 1;
        if (data.height) frame.style.height = data.height + "px";
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
  }
  if (recalled(key) === "link") link();
  else show();
  options.shown();
};
