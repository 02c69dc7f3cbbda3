/*
 * Every part of a rule, and what it waits for: the same as `shared::targeting`, held to its table
 * of cases. The loader brings it where a live survey has more than pages, touchpoints, a share of
 * visitors and a delay.
 */

const DAY = 864e5;

/* ---- What a rule says of properties ---- */

const decimal = (value) =>
  typeof value === "number"
    ? value
    : typeof value === "string" && /^-?[0-9]+(\.[0-9]+)?$/.test(value)
      ? Number(value)
      : NaN;

const same = (one, other) => {
  const [a, b] = [decimal(one), decimal(other)];
  return a === a || b === b ? a === b : String(one) === String(other);
};

/* Whether a visitor or an event is as a condition says. What is no text, number or yes or no is
   not there. */
const holds = (properties, { name, is, value: wanted }) => {
  const value = Object(properties)[name];
  if (!/^(string|boolean)$/.test(typeof value) && !Number.isFinite(value)) return is === "not_equals";
  if (is === "equals") return same(value, wanted);
  if (is === "not_equals") return !same(value, wanted);
  if (is === "contains") return typeof value === "string" && value.includes(wanted);
  return is === "at_least"
    ? decimal(value) >= decimal(wanted)
    : decimal(value) <= decimal(wanted);
};

const all_hold = (conditions, properties) =>
  conditions.every((condition) => holds(properties, condition));

/* ---- The parts of a rule, in their order ---- */

const lower = (text) => String(text || "").toLowerCase();

const not_among = (list, one) => list && list[0] && !list.includes(one);

const within = ({ now_ms = 0 }, at_ms, days) => at_ms != null && now_ms - at_ms < days * DAY;

/* Whether a language tag means a page's language: `pt` each of its regions, `pt-BR` only itself. */
const means = (tag, spoken) => lower(tag) === spoken || lower(tag) === spoken.split("-")[0];

const repeated = (repeat, visit) =>
  repeat === "always"
    ? false
    : repeat === "until_answered"
      ? visit.answered_at_ms != null || within(visit, visit.dismissed_at_ms, 1)
      : repeat && repeat.every_days
        ? within(visit, visit.shown_at_ms, repeat.every_days)
        : visit.shown_at_ms != null;

/* Where a visitor falls between 0 and 9,999 for one survey: 32-bit FNV-1a. */
const hundredths = (text) => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % 10000;
};

/* Each part says no, or not, whatever the others say. */
const parts = (basic) => ({
  consent: (_rule, visit, _survey, shop) => shop.consent_required && !visit.consent,
  privacy: (_rule, visit, _survey, shop) => shop.honour_gpc !== false && visit.opted_out,
  schedule: (_rule, { now_ms = 0 }, { starts_at, ends_at }) =>
    Date.parse(starts_at) > now_ms || Date.parse(ends_at) <= now_ms,
  include: ({ include }, visit) => basic({ rule: { include } }, visit) === "include",
  exclude: ({ exclude }, visit) => basic({ rule: { exclude } }, visit) === "exclude",
  touchpoint: (rule, visit) => not_among(rule.touchpoints, visit.touchpoint),
  device: (rule, visit) => not_among(rule.devices, visit.device),
  language: ({ languages }, { language }) =>
    languages && languages[0] && !languages.some((tag) => means(tag, lower(language))),
  traits: ({ traits }, visit) => traits && !all_hold(traits, visit.traits),
  repeat: (rule, visit) => repeated(rule.repeat, visit),
  quiet: (_rule, visit, _survey, shop) =>
    within(visit, visit.other_shown_at_ms, shop.quiet_days || 0),
  sample: ({ sample_percent = 100 }, visit, { id }) =>
    sample_percent < 100 && hundredths(id + (visit.seed || "")) >= sample_percent * 100,
  scroll: (rule, visit) => (visit.scrolled_percent || 0) < (rule.scroll_percent || 0),
  click: ({ click }, { clicked = [] }) => click && !clicked.includes(click),
  event: ({ event }, { events = [] }) =>
    event &&
    !events.some(
      (told) => told.name === event.name && all_hold(event.properties || [], told.properties),
    ),
  delay: ({ delay_ms = 0 }, visit) => (visit.open_ms || 0) < delay_ms,
  exit: (rule, visit) => rule.exit_intent && !visit.exit,
  country: ({ countries }, { country }) =>
    countries && countries[0] && !countries.some((here) => lower(here) === lower(country)),
});

/* All parts, made of those that the loader knows. `refuses` gives the first part that says no to
   asking a survey on a visit to a shop, or null. */
export const evaluator = (basic) => {
  const all = Object.entries(parts(basic));
  const says_no = (survey, visit, shop) =>
    all.filter(([_, no]) => no(survey.rule, visit, survey, shop)).map(([part]) => part);
  const refuses = (survey, visit, shop = {}) => {
    const first = all.find(([_, no]) => no(survey.rule, visit, survey, shop));
    return first ? first[0] : null;
  };
  return { parts: all.map(([part]) => part), says_no, refuses };
};

/* ---- This visit ---- */

/* How long a page that fits into its window stays so until it counts as read to its end. */
const SETTLED = 1000;
/* A finger that scrolls up by half a window in this time is on its way to the address bar. */
const FLICK = 500;
/* What decides whether a tab is shown: where and to whom, not when. The same as `Rule::of_tab`. */
const OF_TABS =
  "consent privacy schedule include exclude touchpoint device language traits".split(" ");
/* So many events and clicks are remembered; the oldest go first. */
const REMEMBERED = 100;

/* How far this page was scrolled, as a share of the way that there is now: content that came
   later makes the way longer. */
const scrolling = (look) => {
  let path;
  let furthest;
  let since;
  const percent = () => {
    const now = performance.now();
    if (path !== location.pathname) {
      /* Where the page before was left says nothing of this one. */
      path = location.pathname;
      furthest = 0;
      since = now;
      setTimeout(look, SETTLED);
    }
    const way = document.documentElement.scrollHeight - innerHeight;
    if (way > 1) return Math.min(100, Math.floor((furthest / way) * 100 + 0.5));
    return document.readyState === "complete" && now - since >= SETTLED ? 100 : 0;
  };
  const follow = () => {
    percent();
    furthest = Math.max(furthest, scrollY);
    return percent();
  };
  return { follow, percent };
};

/* Calls `leaving` when the mouse leaves through the top of the window, or a finger scrolls up
   fast. */
const watch_leaving = (leaving) => {
  document.addEventListener("mouseout", ({ relatedTarget, clientY }) => {
    if (!relatedTarget && clientY <= 0) leaving();
  });
  let before = scrollY;
  let turned;
  addEventListener(
    "scroll",
    ({ timeStamp }) => {
      const up = scrollY < before;
      before = scrollY;
      if (!up) turned = 0;
      else if (!turned) turned = { from: scrollY, at: timeStamp };
      else if (
        device() !== "desktop" &&
        turned.from - scrollY >= innerHeight / 2 &&
        timeStamp - turned.at <= FLICK
      ) {
        turned = 0;
        leaving();
      }
    },
    { passive: true },
  );
};

const remember = (list, thing) => {
  list.push({ ...thing, at: Date.now() });
  if (list.length > REMEMBERED) list.shift();
};

const follow_visit = (loader) => {
  const { config, kept, keep } = loader;
  const look = () => (async () => loader.look())().catch(() => {});
  const { parts, says_no, refuses } = evaluator(loader.refuses);
  const scroll = scrolling(look);
  const clicks = [];
  const events = [];
  let heard = 0;
  let consent = !config.consent_required;
  let who;
  let exit;
  let country;
  let asked;
  let locating;

  /* What the page has told since; what it told before this script came is told now. */
  const hear = () => {
    const { past } = window.candor;
    for (; heard < past.length; heard++) {
      const [what, name, properties] = Array.from(past[heard]);
      if (what === "track") remember(events, { name, properties });
      else if (what === "identify") who = name;
      else if (what === "consent") consent = name === true;
    }
  };

  /* What happened before a survey was shown does not call for it again. */
  const visit = (survey) => {
    hear();
    const { shown = {}, answered = {}, dismissed = {} } = kept();
    const { [survey.id]: shown_at_ms, ...others } = shown;
    const newer = ({ at }) => !(at <= shown_at_ms);
    return {
      page: location.href,
      touchpoint: loader.touchpoint(),
      device: device(),
      language: loader.language(),
      country,
      traits: Object(who).traits,
      open_ms: survey.since ? performance.now() - survey.since : 0,
      scrolled_percent: survey.rule.scroll_percent ? scroll.percent() : 0,
      exit: exit === location.href,
      clicked: clicks.filter(newer).map(({ selector }) => selector),
      events: events.filter(newer),
      now_ms: Date.now(),
      shown_at_ms,
      answered_at_ms: answered[survey.id],
      dismissed_at_ms: dismissed[survey.id],
      other_shown_at_ms: Object.values(others).sort((a, b) => b - a)[0],
      consent,
      opted_out: !!navigator.globalPrivacyControl || navigator.doNotTrack === "1",
      seed: kept().seed,
    };
  };

  /* Leaving counts for what is asked at this very moment, and never on a later page. */
  const leaving = () => {
    exit = location.href;
    look().then(() => {
      if (!locating) exit = 0;
    });
  };

  const locate = () => {
    asked = locating = true;
    loader
      .got(config.base + "/v1/country")
      .then((answer) => answer.json())
      .then((answer) => {
        country = answer.country;
        return look();
      })
      .catch(() => {})
      .then(() => {
        locating = false;
        exit = 0;
      });
  };

  /* Drawn only where a survey asks a share of the visitors, so that most carry no number. */
  const seed = () => {
    if (!kept().seed) keep({ seed: Math.random().toString(36).slice(2) });
    return kept().seed;
  };

  const refusal = (survey) => {
    const here = visit(survey);
    if (survey.rule.sample_percent < 100) Object.defineProperty(here, "seed", { get: seed });
    const no = refuses(survey, here, config);
    if (no === "delay") survey.since = survey.since || performance.now();
    if (no === "country" && !asked) locate();
    return no;
  };

  /* A tab stands on the pages and for the visitors that its survey is meant for, and waits. */
  const behind_tabs = config.surveys.filter(({ tab }) => tab);
  const drawing = behind_tabs[0] && import("./tab.js").then((module) => module.start(1, loader));
  const tabs = async () => {
    if (!drawing) return;
    const draw = await drawing;
    const is_meant = (survey) => {
      const here = visit(survey);
      return here.consent && !says_no(survey, here, config).some((part) => OF_TABS.includes(part));
    };
    draw(behind_tabs.filter(is_meant));
  };

  addEventListener(
    "click",
    (event) => {
      const before = clicks.length;
      for (const selector of new Set(config.surveys.map(({ rule }) => rule.click))) {
        try {
          if (selector && event.composedPath().some((it) => it.matches && it.matches(selector))) {
            remember(clicks, { selector });
          }
        } catch (_) {
          /* The owner's selector is none. */
        }
      }
      if (clicks.length > before) setTimeout(look);
    },
    true,
  );
  const wanted = config.surveys.map(({ rule }) => rule.scroll_percent).filter(Boolean);
  if (wanted[0]) {
    let before = 0;
    const follow = () => {
      const now = scroll.follow();
      if (wanted.some((percent) => before < percent && percent <= now)) look();
      before = now;
    };
    addEventListener("scroll", follow, { passive: true });
  }
  watch_leaving(leaving);
  return { parts, says_no, refuses, refusal, tabs, visit, hundredths };
};

const visits = {};

/* Follows the visit to a shop: once, however often it is asked for. */
export const start = (_version, loader) => {
  const { shop } = loader.config;
  return (visits[shop] = visits[shop] || follow_visit(loader));
};
