/*
 * Answers on their way: kept in the browser until the server has them. Becomes a part of the
 * wasm's glue.
 *
 * A later message of a response holds all of its answers, so that only the newest of each is
 * kept, by the response's id. Storage may be missing or full; then this page's memory serves.
 */

/* What could not be stored, by storage key. */
const memory = {};
/* Messages that are under way. */
const underWay = new Set();
/* Where a response is given, by its id. */
const given = {};
/* What sends the rest, where something is to be tried again, by storage key. */
let waiting = {};
/* Attempts that failed in a row. */
let failed = 0;
let listens;

const recalled = (area, key) => {
  try {
    return { ...JSON.parse(window[area].getItem(key)) };
  } catch (_) {
    return {};
  }
};

/* Tells whether it could be stored. */
const store = (area, key, value) => {
  try {
    if (value) window[area].setItem(key, JSON.stringify(value));
    else window[area].removeItem(key);
    return true;
  } catch (_) {
    return false;
  }
};

/* Tries again after a pause that doubles, but no earlier than the server asks for, when the browser
   is online again, and when the page is left. */
const tryLater = (key, flush, seconds) => {
  const again = () => {
    const all = waiting;
    waiting = {};
    for (const key in all) all[key]();
  };
  if (!listens) {
    listens = addEventListener("online", again) || 1;
    addEventListener("pagehide", again);
  }
  const pause = Math.min(2000 << Math.min(failed++, 6), 12e4);
  /* Not all shoppers of a shop at the same moment. */
  if (!Object.keys(waiting)[0]) {
    setTimeout(again, (seconds || 0) * 1000 + pause / 2 + Math.random() * pause);
  }
  waiting[key] = flush;
};

/* The messages of one shop. */
const outbox = ({ base, shop }) => {
  const key = `candor:${shop}:outbox`;
  const messages = () => memory[key] || recalled("localStorage", key);

  const change = (id, body) => {
    const all = messages();
    if (body) all[id] = body;
    else delete all[id];
    memory[key] = store("localStorage", key, Object.keys(all)[0] && all) ? null : all;
  };

  /* As plain text, so that the browser asks no permission first, and without cookies. */
  const post = async (id, body) => {
    underWay.add(body);
    let status = 0;
    let seconds;
    let receipt;
    try {
      const answer = await fetch(`${base}/v1/shops/${shop}/responses`, {
        method: "POST",
        credentials: "omit",
        body,
        /* Browsers refuse more than 64 KiB that may outlive its page. */
        keepalive: new Blob([body]).size < 6e4,
      });
      status = answer.status;
      seconds = +answer.headers.get("retry-after");
      receipt = await answer.json();
    } catch (_) {
      /* It never got there, or its answer is no JSON. */
    }
    underWay.delete(body);
    const taken = status >= 200 && status < 300;
    /* Too early or too often: the same message may be taken later. */
    const refused = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
    if (taken || refused) {
      failed = 0;
      /* A newer message may have taken its place: that one is still to be sent. */
      if (messages()[id] === body) change(id);
    } else tryLater(key, flush, seconds);
    const told = given[id];
    const words = told && told.survey.words;
    if (told) told.tell(taken ? "" : words[refused ? "refused" : "kept"], Object(receipt).review_url);
  };

  const flush = () => {
    const all = messages();
    for (const id in all) if (!underWay.has(all[id])) post(id, all[id]);
  };

  /* Keeps a message in place of an earlier one of the same response, and sends it with what the
     page says about itself. */
  const send = async (options, message) => {
    const { id } = message;
    given[id] = options;
    const early = JSON.stringify(message);
    change(id, early);
    underWay.add(early);
    await read;
    underWay.delete(early);
    const body = JSON.stringify(message);
    change(id, body);
    post(id, body);
  };

  return { flush, send };
};

/* Sends the answers that an earlier page could not. */
export const flush = (_version, options) => outbox(options).flush();

/* What the page says about itself, which is needed only with an answer: it is fetched once the
   question has come in. Without it, an answer goes where the page is left, or when it has waited long
   enough. */
let read;
const readPage = () =>
  new Promise((done) => {
    /* The speed of the visit comes a moment after it was asked for. */
    const told = (facts) => setTimeout(done, 50, facts);
    setTimeout(() => import("./facts.js").then(told, done), 200);
    addEventListener("pagehide", done);
    setTimeout(done, 3000);
  });

/* Where an answer is given: `said` is what the page told the loader. */
export const context = (_version, said) => {
  const context = { page: (location.origin + location.pathname).slice(0, 2000) };
  read.then((facts) => Object(facts).context && Object.assign(context, facts.context(said)));
  return context;
};

/* An id that nobody else knows: a UUID of version 7. */
const newId = () => {
  const random = crypto.getRandomValues(new Uint8Array(9));
  const hex = Array.from(random, (byte) => (byte + 256).toString(16).slice(1)).join("");
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6)}`;
};

/* What is kept for the next page, as it is. */
const peek = (key) => {
  try {
    return sessionStorage.getItem(key);
  } catch (_) {
    return null;
  }
};

/* The last popover: its options, its key, since when it is there, and what it has kept. */
let last;

/* Takes it away where its survey was answered or closed in another tab, or went on in a later page
   before the way back to this one; then it goes on from there. */
const compare = ({ type }) => {
  const { options, key, since, kept } = last;
  const { id } = options.survey;
  const { answered, dismissed } = recalled("localStorage", "candor:" + options.shop);
  const went_on = type === "pageshow" && kept !== peek(key);
  if (went_on) options.keep = 0;
  if (went_on || [answered, dismissed].some((noted) => Object(noted)[id] > since)) {
    leave(1, went_on);
  }
  if (went_on && peek(key)) window.candor.push([]);
};

/* Asks a survey; see `embed.js` for what the options are. */
export const ask = (_version, options) => {
  const { shop, survey, start, preview } = options;
  const { version } = survey;
  const key = `candor:${shop}:${survey.id}`;
  /* What was answered on an earlier page of this tab, unless that is half an hour ago; `embed.js`
     says the same. */
  const kept = recalled("sessionStorage", key);
  const goesOn = kept.version === version && Date.now() - kept.at < 18e5 && !start && !preview;
  const mine = { options, key, since: Date.now(), kept: peek(key) };
  options.kept = goesOn ? kept : { id: newId(), seq: 0 };
  if (!preview) {
    options.keep = (kept) => {
      store("sessionStorage", key, kept && { ...kept, version, at: Date.now() });
      mine.kept = peek(key);
    };
    options.send = (message) => outbox(options).send(options, message);
  }
  if (!options.mount) {
    if (!last) {
      addEventListener("storage", compare);
      addEventListener("pageshow", compare);
    }
    last = mine;
  }
  options.look = look;
  pose(options);
  read = read || readPage();
};
