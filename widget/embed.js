/*
 * What a shop's snippet loads on every page: decides whether to ask, finds the displays of
 * reviews, and fetches the rest only then. The server fills in __CANDOR_CONFIG__ for each shop.
 *
 * Nothing here may disturb the page: whatever can throw is called through `safely`, storage may
 * be missing, and two shops' snippets, or one twice, share `window.candor`.
 */
(() => {
  const config = __CANDOR_CONFIG__;
  const { base, shop, surveys, preview } = config;
  const api = `${base}/v1/shops/${shop}/`;
  const assets = `${base}/assets/${config.build}/`;
  const storageKey = "candor:" + shop;

  /* The same work, but an error or a rejected promise ends there. */
  const safely =
    (work) =>
    (...given) => {
      (async () => work(...given))().catch(() => {});
    };

  /* ---- Rules: the same as `shared::targeting`, held to its table of cases. Here are the parts
     that most shops use; `triggers.js` has all of them. ---- */

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch (_) {
      return text;
    }
  };

  const trimmed = (text) => (text === "/" ? text : text.replace(/\/$/, ""));

  const glob = (pattern, text) => {
    const [first, ...parts] = pattern.split("*");
    if (!text.startsWith(first)) return false;
    text = text.slice(first.length);
    if (!parts.length) return !text;
    const last = parts.pop();
    for (const part of parts) {
      const at = text.indexOf(part);
      if (at < 0) return false;
      text = text.slice(at + part.length);
    }
    return text.endsWith(last);
  };

  /* Whether one of the patterns means the address. */
  const among = (pages, address) =>
    pages.some(({ matches, value }) => {
      let subject = address.split(/[?#]/)[0];
      if (value[0] === "/") subject = subject.replace(/^.*?:\/\/[^/]*/, "") || "/";
      subject = decoded(subject);
      value = decoded(value);
      if (matches === "prefix") return subject.startsWith(value);
      subject = trimmed(subject);
      value = trimmed(value);
      return matches === "exact" ? subject === value : glob(value, subject);
    });

  /* The first part of a survey's rule that says no to this visit, or null. */
  const refuses = (
    {
      rule: { include = [], exclude = [], touchpoints = [], repeat = "once", delay_ms = 0 },
    },
    visit,
  ) =>
    include[0] && !among(include, visit.page)
      ? "include"
      : among(exclude, visit.page)
        ? "exclude"
        : touchpoints[0] && !touchpoints.includes(visit.touchpoint)
          ? "touchpoint"
          : repeat === "once" && visit.shown_at_ms
            ? "repeat"
            : (visit.open_ms || 0) < delay_ms
              ? "delay"
              : null;

  /* ---- What is kept in the browser: a random number, and when each survey was shown ---- */

  let memory = {};
  /* Whether the visitor consents: unless the shop asks for it, until the page says otherwise. */
  let consents = !config.consent_required;

  const stored = (key, area = "localStorage") => {
    try {
      return window[area].getItem(key);
    } catch (_) {
      return null;
    }
  };

  const kept = () => {
    try {
      return Object(JSON.parse(stored(storageKey)) || memory);
    } catch (_) {
      return memory;
    }
  };

  const keep = (change) => {
    if (preview || !consents) return;
    memory = Object.assign(kept(), change);
    try {
      localStorage.setItem(storageKey, JSON.stringify(memory));
    } catch (_) {
      /* Kept in memory for this page. */
    }
  };

  /* When something happened to a survey. */
  const note = (what, { id }) => keep({ [what]: { ...kept()[what], [id]: Date.now() } });

  /* ---- What the page is about ---- */

  /* What the page said of itself, and for which path: a route change makes it stale. */
  let said = {};
  let saidFor;
  let who = {};
  let order = {};

  const page = () => (saidFor === location.pathname ? said : {});

  const language = () => page().language || document.documentElement.lang || config.language;

  const touchpoint = () => {
    const rule = config.touchpoints.find(({ pages }) => among(pages, location.href));
    return page().touchpoint || (rule ? rule.touchpoint : null);
  };

  /* ---- Asking ---- */

  const seen = new WeakSet();
  const loads = {};
  let glue;
  /* What all shops of the page share. */
  let hub;
  let open;
  let inline;
  let timer;
  let triggers;
  let flushed = preview;

  const got = (url) =>
    fetch(url).then((answer) => (answer.ok ? answer : Promise.reject(answer.status)));

  /* What the other scripts work with. */
  const loader = {
    config,
    refuses,
    kept,
    keep,
    language,
    touchpoint,
    look,
    got,
  };

  /* Another script of this build; `start` is its only export. */
  const bring = (name) =>
    import(`${assets}${name}.js`).then((module) => module.start(1, loader));

  const wake = () => {
    if (!glue) {
      /* What this session's pages have refused is not tried again. */
      glue = stored(storageKey, "sessionStorage") ? Promise.reject() : ready();
      /* Scripts from here are allowed: the page runs this one. */
      glue = glue.catch(() => import(`${base}/embed/${shop}.js?fallback=` + language()));
    }
    return glue;
  };

  const ready = () => {
    /* The wasm is on its way while the glue still loads, which then finds it in the cache. */
    const hint = document.createElement("link");
    hint.rel = "preload";
    hint.as = "fetch";
    hint.crossOrigin = "";
    hint.href = assets + "ask_bg.wasm";
    document.head.appendChild(hint);
    return import(assets + "ask.js").then((module) => module.default().then(() => module));
  };

  /* A preview brings the words along: its survey may not be public yet. */
  const load = (survey) => {
    const { id, version, contents } = survey;
    const url = `${api}surveys/${id}/versions/${version}?language=${encodeURIComponent(language())}`;
    const woken = wake();
    return (loads[url] =
      loads[url] ||
      Promise.all([woken, contents || got(url).then((answer) => answer.json())]).catch((error) =>
        /* A frame brings its own words. */
        woken.then((glue) => (glue.frame ? [glue, survey] : Promise.reject(error))),
      ));
  };

  /* Whether somebody is answering it in this tab: the next page goes on where it was. */
  const begun = (id) => {
    try {
      return Date.now() - JSON.parse(sessionStorage.getItem(storageKey + ":" + id)).at < 18e5;
    } catch (_) {}
  };

  const refusal = (survey) => {
    const { id, rule } = survey;
    if (begun(id)) {
      /* Only where it is asked still counts, not when. */
      const { include, exclude, touchpoints } = rule;
      survey = { id, rule: { include, exclude, touchpoints, repeat: "always" } };
    }
    return triggers
      ? triggers.refusal(survey)
      : config.honour_gpc !== false &&
          (navigator.globalPrivacyControl || navigator.doNotTrack === "1")
        ? "privacy"
        : refuses(survey, {
            page: location.href,
            touchpoint: touchpoint(),
            /* Most pages are refused before this: the first look into storage is slow. */
            get shown_at_ms() {
              return Object(kept().shown)[id];
            },
            /* Counts from when the rest of the rule first said yes. Never below zero: the later
               look at the clock comes last. */
            get open_ms() {
              return -(survey.since = survey.since || performance.now()) + performance.now();
            },
          });
  };

  /* Shows a survey: in `mount`, or in the corner. `wanted` where the shopper or the page asked
     for it, whatever the rule says. */
  const ask = async (survey, { mount, wanted, start, product }) => {
    const mine = mount || (hub.open = open = { survey: !wanted && survey });
    let context;
    const closed = (how) => {
      if (how === "dismissed" && mine.survey) note(how, survey);
      if (open === mine) hub.open = open = 0;
    };
    try {
      const [glue, contents] = await load(survey);
      if (!mount && !wanted && (open !== mine || document.hidden || !consents || refusal(survey))) {
        /* The page has moved on while it loaded. */
        closed();
        return soon();
      }
      glue.ask(1, {
        base,
        shop,
        survey: contents,
        mount,
        accent: config.accent,
        theme: config.theme,
        ...config.look,
        preview,
        /* That of the page on which it is first answered. */
        get context() {
          if (!context) note("answered", survey);
          return (context =
            context ||
            glue.context(1, {
              page: page(),
              who,
              order,
              touchpoint: touchpoint(),
              locale: language(),
              product,
            }));
        },
        token: order.token || who.token,
        style: glue.style,
        focus: wanted,
        start,
        /* Remembered when it is on the screen; inline, when it is first answered. */
        shown: () => (survey.since = note("shown", survey)),
        closed,
      });
    } catch (_) {
      survey.off = 1;
      closed();
    }
  };

  const leave = async () => {
    if (glue) (await glue).leave?.(1);
  };

  const by_name = (wanted) => surveys.find(({ name }) => name === wanted);

  /* ---- Displays of reviews ---- */

  /* The elements, and how high each is where the page gives it no height. */
  const shown = {
    "candor-stars": 24,
    "candor-reviews": 480,
    "candor-carousel": 320,
    "candor-badge": 48,
    "candor-write": 40,
  };

  const displays = () => {
    const parts = [];
    const lines = {};
    const query = "?locale=" + encodeURIComponent(language());
    for (const element of document.querySelectorAll(Object.keys(shown))) {
      const name = element.localName.slice(7);
      const product = element.getAttribute("product");
      /* Without a product these two are not for the whole shop, but not ready yet. */
      if (seen.has(element) || (product === null && /s$/.test(name))) continue;
      seen.add(element);
      const wanted = "&product=" + encodeURIComponent(product || "");
      if (name === "stars") (lines[wanted] = lines[wanted] || []).push(element);
      else parts.push({ url: api + name + ".html" + query + wanted, elements: [[element]] });
    }
    const wanted = Object.keys(lines);
    if (wanted[0]) {
      parts.push({ url: api + "stars.html" + query + wanted.join(""), elements: Object.values(lines) });
    }
    if (!parts[0]) return;
    /* What they show is on its way while the code that places it still loads. */
    for (const part of parts) part.answer = got(part.url);
    return import(assets + "show.js").then((module) =>
      module.show(
        1,
        parts,
        (name, wish) => {
          const survey = by_name(name);
          if (wish && survey) safely(ask)(survey, { ...wish, wanted: true });
          return !!survey;
        },
        config,
      ),
    );
  };

  /* ---- Looking at the page, now and whenever it changes ---- */

  const soon = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(safely(look), delay > 0 ? delay : 0);
  };

  function look() {
    safely(() => triggers?.tabs?.())();
    if (!consents) return;
    if (document.readyState === "loading") {
      /* What will be asked when the page is complete is on its way by then. */
      const next = surveys.find(
        (survey) => survey.placement === "popover" && !config.triggers && !refusal(survey),
      );
      if (next) load(next).catch(() => {});
      return;
    }
    if (!flushed) {
      flushed = 1;
      (window.requestIdleCallback || setTimeout)(
        safely(
          async () =>
            stored(storageKey + ":outbox") &&
            (await import(assets + "ask.js")).flush(1, { base, shop }),
        ),
      );
    }
    safely(displays)();
    if (config.triggers && !triggers) {
      return bring("triggers").then((all) => {
        triggers = all;
        look();
      });
    }
    for (const mount of document.querySelectorAll("candor-survey")) {
      const survey = by_name(mount.getAttribute("name"));
      if (!survey || seen.has(mount)) continue;
      seen.add(mount);
      /* It is asked where it stands, whatever else its rule says. */
      if (preview || !refusal({ ...survey, rule: { repeat: survey.rule.repeat } })) {
        inline = mount;
        safely(ask)(survey, { mount });
      }
    }
    if (open) {
      /* Nobody answered it on the page that it was meant for. It was shown all the same. */
      if (open.survey && /clude|touch/.test(refusal(open.survey))) {
        open.survey = 0;
        leave().then(soon);
      }
      return;
    }
    if (inline && inline.isConnected) return;
    /* Another shop asks. */
    if (hub.open) return soon(1000);
    if (document.hidden) {
      document.addEventListener("visibilitychange", soon, { once: true });
      return;
    }
    let wait = Infinity;
    for (const survey of surveys) {
      if (survey.off || survey.placement !== "popover") continue;
      const no = preview ? null : refusal(survey);
      if (!no) return ask(survey, { wanted: preview });
      if (no === "delay") {
        let left = survey.rule.delay_ms - performance.now() + survey.since;
        /* What it takes to ask loads while the last two seconds run. */
        if (left > 2000) left -= 2000;
        else load(survey).catch(() => {});
        wait = Math.min(wait, left);
      }
    }
    if (wait < Infinity) soon(wait);
  }

  const obey = safely(([name, value]) => {
    soon();
    if (name === "page") {
      said = Object(value);
      saidFor = location.pathname;
    } else if (name === "identify") who = Object(value);
    else if (name === "order") order = Object(value);
    else if (name === "show") {
      const survey = by_name(value);
      /* While another shop asks, it is not opened. */
      if (survey && consents && (open || !hub.open)) return ask(survey, { wanted: true });
    } else if (name === "consent" && !(consents = value === true)) {
      /* What was kept goes, and so does what is open. */
      memory = {};
      localStorage.removeItem(storageKey);
      leave();
    }
  });

  const start = () => {
    const before = window.candor;
    const shared = before && before.shops;
    hub = shared
      ? before
      : (window.candor = {
          shops: {},
          past: [],
          refuses,
          push(...commands) {
            for (const command of commands) {
              hub.past.push(command);
              for (const shop in hub.shops) hub.shops[shop](command);
            }
          },
        });
    if (!config.build || hub.shops[shop]) return;
    hub.shops[shop] = obey;
    if (shared) hub.past.forEach(obey);
    else hub.push(...Array.from(before || []));

    for (const name of ["pushState", "replaceState"]) {
      const original = history[name];
      history[name] = function () {
        const result = original.apply(this, arguments);
        soon();
        return result;
      };
    }
    addEventListener("popstate", soon);
    addEventListener("DOMContentLoaded", soon);
    /* At once: a timer would wait behind the page's own first picture. */
    safely(look)();
    if (/[?&]candor_debug/.test(location.search)) bring("debug");
    /* Elements that a framework adds later make themselves known. */
    for (const name of ["candor-survey", ...Object.keys(shown)]) {
      if (!customElements.get(name)) {
        customElements.define(
          name,
          class extends HTMLElement {
            connectedCallback() {
              /* The size that it was copied with, where the page's policy refused that. */
              if (
                shown[name] &&
                !this.hasAttribute("floating") &&
                getComputedStyle(this).display === "inline"
              ) {
                this.style.display = "block";
                this.style.minHeight = shown[name] + "px";
              }
              soon();
            }
          },
        );
      }
    }
  };

  safely(start)();
})();
