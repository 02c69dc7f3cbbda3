/*
 * The tab at the page's edge that a survey waits behind, until a shopper presses it. It stands
 * beside whatever the shop has fixed there, and never asks by itself.
 *
 * No inline style, no HTML from text: nothing here needs a trusted type.
 */
const STYLE = `
:host { all: initial !important; display: block !important; position: fixed !important;
  inset-inline-end: 0 !important; top: var(--at, 50%) !important; z-index: 2147483646 !important;
  visibility: var(--seen, hidden) !important; }
:host([data-start]) { inset-inline: 0 auto !important; }
button {
  box-sizing: border-box; display: block; width: 36px; min-height: 48px; max-height: 80vh; margin: 0;
  border: 1px solid #868b92; border-inline-end: 0; padding: 12px 0;
  border-start-start-radius: var(--corner); border-end-start-radius: var(--corner);
  background: var(--candor-surface, #fff); color: var(--candor-ink, #1d2127);
  box-shadow: 0 4px 16px rgb(0 0 0 / 12%); font: 600 14px/20px var(--candor-font, system-ui, sans-serif);
  cursor: pointer; -webkit-tap-highlight-color: transparent;
}
span { display: inline-block; writing-mode: vertical-rl; vertical-align: top; }
:host([data-start]) button {
  border-inline: 0 1px solid; border-radius: 0; border-color: #868b92;
  border-start-end-radius: var(--corner); border-end-end-radius: var(--corner);
}
[data-left] span { rotate: 180deg; }
[data-dark] { background: var(--candor-surface, #23262b); color: var(--candor-ink, #eef0f2); }
button:hover { text-decoration: underline; text-underline-offset: 4px; }
button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
@media print { button { display: none; } }`;

/* Where it stands, as shares of the window's height: in the middle, or as near as there is room. */
const PLACES = [50, 40, 60, 30, 70, 20, 80, 10, 90];

/* Whether the page has fixed something there, other than a frame around everything. */
const is_taken = (x, y, host) =>
  document.elementsFromPoint(x, y).some((element) => {
    if (element === host || !/fixed|sticky/.test(getComputedStyle(element).position)) return false;
    const { width, height } = element.getBoundingClientRect();
    return width * 2 < innerWidth || height * 2 < innerHeight;
  });

const place = (host) => {
  const { left, width, height } = host.getBoundingClientRect();
  const top = (share) => Math.round(((innerHeight - height) * share) / 100);
  const is_free = (share) =>
    [0, height / 2, height - 1].every((way) => !is_taken(left + width / 2, top(share) + way, host));
  const share = PLACES.find(is_free);
  host.style.setProperty("--at", top(share === undefined ? 50 : share) + "px");
  /* Not before: looking for its place counts as having been painted, and would count as a shift. */
  host.style.setProperty("--seen", "visible");
};

/* Draws the tabs that are wanted on this page, and takes the others away. */
export const start = (_version, { config, language }) => {
  const { shop, theme, look = {} } = config;
  const hosts = new Map();

  /* In the page's language, or the shop's, or whichever there is. */
  const words = (texts) => {
    for (let tag of [language(), config.language, "en"]) {
      for (; tag; tag = tag.replace(/-?[^-]*$/, "")) {
        const found = Object.keys(texts).find((one) => one.toLowerCase() === tag.toLowerCase());
        if (found) return [found, texts[found]];
      }
    }
    return Object.entries(texts)[0];
  };

  const made = ({ name }) => {
    const host = document.createElement("candor-tab");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.type = "button";
    button.part = "tab";
    button.setAttribute("aria-haspopup", "dialog");
    button.append(document.createElement("span"));
    button.addEventListener("click", () => {
      /* Only one at a time, also for whoever clicks twice. */
      if (document.querySelector("candor-widget")) return;
      /* Of this shop: another one on the page may have a survey of the same name. */
      window.candor.shops[shop](["show", name]);
    });
    root.append(button);
    host.style.setProperty("--corner", `var(--candor-radius, ${look.radius === undefined ? 8 : look.radius}px)`);
    host.toggleAttribute("data-start", look.position === "left");
    return host;
  };

  const draw = (host, survey) => {
    const button = host.shadowRoot.firstChild;
    const [lang, text] = words(survey.tab);
    button.lang = lang;
    if (button.textContent !== text) button.firstChild.textContent = text;
    if (!host.isConnected) document.body.append(host);
    button.toggleAttribute("data-left", host.getBoundingClientRect().left < innerWidth / 2);
    fit(host);
  };

  const fit = (host) => {
    const dark = theme === "dark" || (theme !== "light" && isDark());
    host.shadowRoot.firstChild.toggleAttribute("data-dark", dark);
    place(host);
  };

  /* A page may be painted, and change, after its tab was drawn. */
  for (const when of ["resize", "load"]) addEventListener(when, () => hosts.forEach(fit));
  return (wanted) => {
    for (const [id, host] of hosts) {
      if (!wanted.some((survey) => survey.id === id)) host.remove();
    }
    for (const survey of wanted) {
      const host = hosts.get(survey.id) || made(survey);
      hosts.set(survey.id, host);
      draw(host, survey);
    }
  };
};
