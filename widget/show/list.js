/*
 * The list of reviews: folded to the room that it has, and chosen, ordered and continued in place.
 */

/* How high reviews are folded where the page gave them no height. */
const HEIGHT = 480;

/* How long nobody types before their words are looked for. */
const PAUSE = 300;

/* Folds what is higher than the element was before, so that the page does not move. */
const fold = (section, height) => {
  const button = section.querySelector("[data-candor-expand]");
  section.removeAttribute("data-collapsed");
  const folded = height > 0 && section.offsetHeight > height;
  section.style.setProperty("--candor-height", height + "px");
  section.toggleAttribute("data-collapsed", folded);
  if (button) button.hidden = !folded;
};

const unfold = (section) => {
  if (section.hasAttribute("data-collapsed")) fold(section, 0);
};

/* The last address that each display was to go to: earlier answers come too late. */
const wanted = new WeakMap();

/* Fetches the same display with other reviews in it; null where that fails or comes too late. */
const fetched = async (host, section, url) => {
  wanted.set(host, url);
  section.setAttribute("aria-busy", "true");
  section.querySelector(".candor-problem")?.remove();
  let fresh = null;
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw answer.status;
    [fresh] = await elements(url, answer);
  } catch (_) {
    /* What was there stays, and it can be tried again. */
  }
  if (wanted.get(host) !== url) return null;
  section.removeAttribute("aria-busy");
  if (!fresh) {
    wanted.delete(host);
    const problem = document.createElement("p");
    problem.className = "candor-problem";
    problem.part = "problem";
    problem.textContent = section.dataset.candorFailed;
    section.querySelector(".candor-listed").prepend(problem);
    tell(host, problem.textContent);
  }
  return fresh;
};

/* Lets the controls say what is shown now, but for the one that somebody still types into. */
const agree = (form, fresh, focused) => {
  for (const hidden of form.querySelectorAll("[type=hidden]")) hidden.remove();
  form.prepend(...fresh.querySelectorAll("[type=hidden]"));
  for (const control of form.querySelectorAll("select,[type=checkbox],[type=search]")) {
    const other = fresh.querySelector(`[name=${control.name}]`);
    if (!other || (control === focused && control.type === "search")) continue;
    control.value = other.value;
    control.checked = other.checked;
  }
};

/* Shows other reviews in the place of these. What the reader holds on to stays where it is. */
const choose = async (host, section, url) => {
  const fresh = await fetched(host, section, url);
  if (!fresh) return;
  const piece = (name, root = section) => root.querySelector(name);
  const focused = host.shadowRoot.activeElement;
  const bar = [...section.querySelectorAll(".candor-row")].indexOf(focused);
  const height = section.hasAttribute("data-collapsed") ? section.offsetHeight : 0;
  /* As high as the window shows of it, so that a shorter list does not pull the page along. */
  const kept = Math.min(section.offsetHeight, innerHeight - section.getBoundingClientRect().top);
  for (const name of [".candor-bars", ".candor-listed"]) {
    const [old, now] = [piece(name), piece(name, fresh)];
    if (now) old.replaceWith(now);
  }
  let_say(host, section, piece(".candor-listed"));
  const [form, now] = [piece(".candor-controls"), piece(".candor-controls", fresh)];
  if (form && now) agree(form, now, focused);
  if (height) fold(section, height);
  else section.style.minHeight = kept > 0 ? kept + "px" : "";
  if (bar >= 0) section.querySelectorAll(".candor-row")[bar].focus({ preventScroll: true });
  else if (focused && !focused.isConnected) section.focus({ preventScroll: true });
  const found = piece(".candor-found");
  tell(host, found ? found.textContent : section.getAttribute("aria-label"));
};

/* Shows the reviews that follow below those that are there. */
const go_on = async (host, section, link) => {
  const fresh = await fetched(host, section, link.href);
  if (!fresh) return;
  const items = [...fresh.querySelectorAll(".candor-list > *")];
  const next = fresh.querySelector("[rel=next]");
  section.querySelector(".candor-list").append(...items);
  let_say(host, section, section);
  if (next) link.href = next.href;
  else link.remove();
  items[0]?.focus({ preventScroll: true });
};

/* Does what the controls say as soon as they say it. */
const obey_controls = (host, section) => {
  const form = section.querySelector(".candor-controls");
  if (!form) return;
  form.querySelector("[data-candor-apply]").hidden = true;
  let timer;
  const go = () => {
    clearTimeout(timer);
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...query]) {
      if (!value.trim() || value === "newest") query.delete(name);
    }
    const url = form.getAttribute("action") + "?" + query;
    if (wanted.get(host) !== url) choose(host, section, url);
  };
  form.addEventListener("change", go);
  form.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    if (target.type === "search") timer = setTimeout(go, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
};

/* Offers to write a review where a survey asks for one. */
const offer_to_write = (host, root, offer) => {
  for (const write of root.querySelectorAll("[data-candor-write]")) {
    const name = write.dataset.candorWrite;
    write.hidden = !offer(name);
    write.addEventListener("click", () => {
      offer(name, { start: "review", product: host.getAttribute("product") });
    });
  }
};

const reviews = (host, section, height, offer) => {
  place(host, section);
  tell(host, "");
  offer_to_write(host, section, offer);
  obey_controls(host, section);
  let_say(host, section, section);
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
    const hit = event.target.closest("summary,a[data-candor-page],[data-candor-expand]");
    if (!hit) return;
    if (hit.localName === "a") {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (hit.rel === "next") go_on(host, section, hit);
      else choose(host, section, hit.href);
    } else {
      unfold(section);
      if (hit.localName !== "summary") section.focus({ preventScroll: true });
    }
  });
};
