/*
 * Places displays of reviews in shadow roots and makes their links work in place. The loader
 * imports it on pages that have a display; the sheet is built in as `style`.
 */

let policy;
let sheet;
/* How each display is to look: what its shop's owner has chosen. */
const looks = new WeakMap();

/* What the page allows to make elements of text with: false where it wants a policy, but none
   of ours. */
const allowed = () => {
  try {
    return window.trustedTypes
      ? trustedTypes.createPolicy("candor", { createHTML: (html) => html })
      : { createHTML: (html) => html };
  } catch (_) {
    return false;
  }
};

/* The browser reads a document from the network without the page's leave, and runs nothing in it. */
const read = (url) =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.onload = () =>
      request.status === 200 ? done([...request.response.body.children]) : fail();
    request.onerror = fail;
    request.open("GET", url);
    request.send();
  });

/* The elements of a piece of the server's HTML. */
const elements = async (url, answer) => {
  policy = policy ?? allowed();
  if (!policy) return read(url);
  const holder = document.createElement("template");
  holder.innerHTML = policy.createHTML(await answer.text());
  return [...holder.content.children];
};

const place = (host, content) => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
  }
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const { look, accent } = looks.get(host);
  for (const [name, value] of Object.entries({ ...look, accent })) {
    if (value) content.style.setProperty("--shop-" + name, value);
  }
  root.replaceChildren(content);
  return content;
};

/* How high reviews are folded where the page gave them no height. */
const HEIGHT = 480;

/* Folds what is higher than the element was before, so that the page does not move. */
const fold = (section, height) => {
  const button = section.querySelector("[data-candor-expand]");
  const folded = height > 0 && section.offsetHeight > height;
  section.style.setProperty("--candor-height", height + "px");
  section.toggleAttribute("data-collapsed", folded);
  if (button) button.hidden = !folded;
};

const unfold = (section) => {
  if (section.hasAttribute("data-collapsed")) fold(section, 0);
};

/* Fetches more reviews, which follow below, or those with other stars, which take the place. */
const turn = async (host, link, offer) => {
  const old = host.shadowRoot.firstElementChild;
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw answer.status;
    const [fresh] = await elements(link.href, answer);
    if (link.rel !== "next") {
      const height = old.hasAttribute("data-collapsed") ? old.offsetHeight : 0;
      reviews(host, fresh, height, offer).focus({ preventScroll: true });
      return;
    }
    const items = [...fresh.querySelector(".candor-list").children];
    const next = fresh.querySelector("[rel=next]");
    old.querySelector(".candor-list").append(...items);
    if (next) link.href = next.href;
    else link.remove();
    items[0].tabIndex = -1;
    items[0].focus({ preventScroll: true });
  } catch (_) {
    /* What was there stays, and the link can be tried again. */
  }
  old.removeAttribute("aria-busy");
};

const reviews = (host, section, height, offer) => {
  place(host, section);
  for (const write of section.querySelectorAll("[data-candor-write]")) {
    write.hidden = !offer(write.dataset.candorWrite);
  }
  fold(section, height);
  /* Tab and a search in the page scroll to what is folded away; it stays where they found it. */
  section.addEventListener(
    "scroll",
    ({ target }) => {
      const top = target.scrollTop;
      if (!top || !section.hasAttribute("data-collapsed")) return;
      unfold(section);
      scrollBy({ top, behavior: "instant" });
    },
    true,
  );
  section.addEventListener("click", (event) => {
    const hit = event.target.closest(
      "summary,a[data-candor-page],[data-candor-write],[data-candor-expand]",
    );
    if (!hit) return;
    const { candorWrite } = hit.dataset;
    if (hit.localName === "a") {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      turn(host, hit, offer);
    } else if (candorWrite) {
      offer(candorWrite, { start: "review", product: host.getAttribute("product") });
    } else {
      unfold(section);
      if (hit.localName !== "summary") section.focus({ preventScroll: true });
    }
  });
  return section;
};

/*
 * Places what the server answered: each of `parts` has its `answer` and the `elements` for each
 * piece of it in order. `offer(name)` tells whether a survey can be asked; with a wish, asks it.
 * `config` is the shop's; a loader of an earlier release has none.
 */
export const show = (_version, parts, offer, config) => {
  for (const { answer, url, elements: hosts, product } of parts) {
    answer
      .then((answer) => elements(url, answer))
      .then((pieces) => {
        pieces.forEach((piece, at) => {
          for (const host of hosts[at] || []) {
            looks.set(host, Object(config));
            if (product) reviews(host, piece, host.offsetHeight || HEIGHT, offer);
            else place(host, piece.cloneNode(true));
          }
        });
      })
      .catch(() => {
        /* The space stays empty; the shop's page is as it was. */
      });
  }
};
