/*
 * The panel of `?candor_debug`: says in the page which part of each survey's rule decides, and
 * how it stands. It shows nothing but itself, and changes nothing of what is shown.
 */
import { start as follow } from "./triggers.js";

/* How often it looks again, in milliseconds. */
const AGAIN = 250;

const LABELS = {
  consent: "Consent",
  privacy: "Privacy signal",
  schedule: "Schedule",
  include: "Page",
  exclude: "Excluded page",
  touchpoint: "Touchpoint",
  device: "Device",
  language: "Language",
  traits: "Visitor",
  repeat: "Shown before",
  quiet: "Quiet period",
  sample: "Share of visitors",
  scroll: "Scrolled",
  click: "Click",
  event: "Event",
  delay: "Delay",
  exit: "About to leave",
  country: "Country",
};

const UNITS = [
  [864e5, "day"],
  [36e5, "hour"],
  [6e4, "minute"],
  [1e3, "second"],
];

const ago = (now, at) => {
  const past = Math.max(0, now - at);
  const [unit, name] = UNITS.find(([unit]) => past >= unit) || UNITS[3];
  const count = Math.floor(past / unit);
  return `${count} ${name}${count === 1 ? "" : "s"} ago`;
};

const seconds = (ms) => `${+(ms / 1000).toFixed(1)} s`;

const listed = (things) => things.join(", ");

const pages = (list) => listed(list.map(({ value }) => value));

const SIGNS = {
  equals: "is",
  not_equals: "is not",
  contains: "contains",
  at_least: "is at least",
  at_most: "is at most",
};

const conditions = (list) =>
  list.map(({ name, is, value }) => `${name} ${SIGNS[is]} ${JSON.stringify(value)}`).join(" and ");

const written = (properties) => {
  const text = JSON.stringify(Object(properties)).slice(0, 120);
  return text === "{}" ? "nothing" : text;
};

const repeats = (repeat = "once") =>
  repeat.every_days
    ? `asked every ${repeat.every_days} days`
    : { once: "asked once", always: "asked always", until_answered: "asked until it is answered" }[
        repeat
      ];

/* What each part of a rule says, with the values of this visit; nothing where the rule has no
   such part. */
const VALUES = {
  consent: (_rule, visit, { shop }) =>
    visit.consent
      ? shop.consent_required && "the page says that the visitor consents"
      : 'waits for candor.push(["consent", true])',
  privacy: (_rule, visit, { shop }) =>
    shop.honour_gpc === false
      ? ""
      : visit.opted_out
        ? "Global Privacy Control or Do Not Track is on"
        : "Global Privacy Control and Do Not Track are off",
  schedule: (_rule, _visit, { survey: { starts_at, ends_at } }) =>
    listed(
      [
        starts_at && `from ${new Date(starts_at).toLocaleString()}`,
        ends_at && `until ${new Date(ends_at).toLocaleString()}`,
      ].filter(Boolean),
    ),
  include: ({ include }) => include && `${location.pathname}, asked on ${pages(include)}`,
  exclude: ({ exclude }) => exclude && `${location.pathname}, not asked on ${pages(exclude)}`,
  touchpoint: ({ touchpoints }, { touchpoint }) =>
    touchpoints && `${touchpoint || "none"}, asked at ${listed(touchpoints)}`,
  device: ({ devices }, { device }) => devices && `${device}, asked on ${listed(devices)}`,
  language: ({ languages }, { language }) =>
    languages && `${language}, asked in ${listed(languages)}`,
  traits: ({ traits }, visit) => traits && `${written(visit.traits)}, asked if ${conditions(traits)}`,
  repeat: ({ repeat }, { now_ms, shown_at_ms, answered_at_ms, dismissed_at_ms }) =>
    listed([
      shown_at_ms ? `shown ${ago(now_ms, shown_at_ms)}` : "never shown",
      ...(answered_at_ms ? [`answered ${ago(now_ms, answered_at_ms)}`] : []),
      ...(dismissed_at_ms ? [`closed ${ago(now_ms, dismissed_at_ms)}`] : []),
      repeats(repeat),
    ]),
  quiet: (_rule, { now_ms, other_shown_at_ms }, { shop }) =>
    shop.quiet_days &&
    `${
      other_shown_at_ms ? `another survey shown ${ago(now_ms, other_shown_at_ms)}` : "no other shown"
    }, quiet for ${shop.quiet_days} days`,
  sample: ({ sample_percent }, { seed }, { survey, hundredths }) =>
    sample_percent !== undefined &&
    (seed || sample_percent === 0
      ? `this visitor is at ${hundredths(survey.id + (seed || "")) / 100} %, asked below ${sample_percent} %`
      : `not drawn yet, asked below ${sample_percent} %`),
  scroll: ({ scroll_percent }, visit) =>
    scroll_percent && `${visit.scrolled_percent} % of ${scroll_percent} %`,
  click: ({ click }, { clicked }) =>
    click && `${click} was ${clicked.includes(click) ? "" : "not "}clicked`,
  event: ({ event }, { events }) => {
    if (!event) return "";
    const told = events.filter(({ name }) => name === event.name);
    const last = told[told.length - 1];
    const wanted = event.properties && event.properties[0] ? ` if ${conditions(event.properties)}` : "";
    return `${event.name} ${last ? `told with ${written(last.properties)}` : "not told"}${wanted && ", asked" + wanted}`;
  },
  delay: ({ delay_ms }, { open_ms }) =>
    delay_ms && `${seconds(Math.min(open_ms, delay_ms))} of ${seconds(delay_ms)}`,
  exit: ({ exit_intent }) => exit_intent && "waits for the mouse or the finger to leave",
  country: ({ countries }, { country }) =>
    countries && `${country || "not known"}, asked in ${listed(countries)}`,
};

/* ---- The panel ---- */

const element = (name, kind, text = "") => {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
};

/* Writes only what is new, so that nothing flickers and a selection stays. */
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/* One survey: its name, what decides, and all parts on request. */
const row = (survey, visiting, shop) => {
  const { hundredths } = visiting;
  const item = element("li");
  const head = element("div", "head");
  const state = element("span", "state");
  const reason = element("p");
  const details = element("details");
  const list = element("ul", "parts");
  head.append(element("strong", "", survey.name), state);
  details.append(element("summary", "", "All parts"), list);
  item.append(head, reason, details);

  const lines = visiting.parts.map((part) => {
    const line = element("li");
    const mark = element("span", "mark");
    const words = element("span");
    line.append(mark, words);
    list.append(line);
    return { part, line, mark, words };
  });

  const inline = survey.placement === "inline";
  const { include, exclude, touchpoints, devices, languages, traits } = survey.rule;
  const looked = survey.tab
    ? { ...survey, rule: { include, exclude, touchpoints, devices, languages, traits, repeat: "always" } }
    : inline
      ? { ...survey, rule: { repeat: survey.rule.repeat } }
      : survey;
  return {
    item,
    look() {
      const visit = visiting.visit(survey);
      const manners = { ...shop, ...(survey.tab && { quiet_days: 0 }), consent_required: shop.consent_required || !visit.consent };
      const no = visiting.refuses(looked, visit, manners);
      const against = visiting.says_no(looked, visit, manners);
      const said = (part) => VALUES[part](looked.rule, visit, { survey, shop, hundredths });
      write(state, no ? "Not shown" : inline ? "In the page" : survey.tab ? "Tab" : "Shown");
      item.dataset.state = no ? "no" : "yes";
      write(
        reason,
        no
          ? `${LABELS[no]}: ${said(no) || "says no"}`
          : inline
            ? "It stands where its <candor-survey> is."
            : survey.tab
              ? "Its tab stands at the page's edge, and whoever presses that is asked."
            : "Every part says yes. One survey is asked at a time.",
      );
      for (const { part, line, mark, words } of lines) {
        const values = said(part);
        line.hidden = !values;
        if (!values) continue;
        const refused = against.includes(part);
        write(mark, refused ? "no" : "yes");
        line.dataset.state = refused ? "no" : "yes";
        write(words, `${LABELS[part]}: ${values}`);
      }
    },
  };
};

const panel = (loader) => {
  const visiting = follow(1, loader);
  const host = document.createElement("candor-debug");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  const box = element("section", "panel");
  box.setAttribute("aria-label", "Candor: why (not) shown?");
  const title = element("h2", "", "Why (not) shown?");
  const close = element("button", "close");
  close.type = "button";
  close.setAttribute("aria-label", "Close");
  const bar = element("header");
  bar.append(title, close);
  const list = element("ul", "surveys");
  const rows = loader.config.surveys.map((survey) => row(survey, visiting, loader.config));
  for (const { item } of rows) list.append(item);
  box.append(bar, rows[0] ? list : element("p", "none", "No survey of this shop is live."));
  root.append(box);
  document.body.append(host);

  const look = () => rows.forEach((row) => row.look());
  const timer = setInterval(look, AGAIN);
  close.addEventListener("click", () => {
    clearInterval(timer);
    host.remove();
  });
  look();
};

/* Opens the panel, as soon as there is a page to stand in. */
export const start = (_version, loader) => {
  if (document.body) panel(loader);
  else addEventListener("DOMContentLoaded", () => panel(loader), { once: true });
};
