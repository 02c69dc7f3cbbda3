/*
 * The badge. With `floating` it is a tab at the window's edge, from which a panel with the reviews
 * opens; it stands clear of what the page or a survey has fixed there.
 */

/* Where the tab stands, as shares of the window's height: a survey's own begins in the middle. */
const HEIGHTS = [72, 28, 84, 16, 60, 40, 50, 92, 8];

/* Whether something is fixed there, other than a frame around everything. */
const is_taken = (x, y, host) =>
  document.elementsFromPoint(x, y).some((element) => {
    if (element === host || !/fixed|sticky/.test(getComputedStyle(element).position)) return false;
    const { width, height } = element.getBoundingClientRect();
    return width * 2 < innerWidth || height * 2 < innerHeight;
  });

const find_place = (host, tab) => {
  const { left, width, height } = tab.getBoundingClientRect();
  const top = (share) => Math.round(((innerHeight - height) * share) / 100);
  const is_free = (share) =>
    [0, height / 2, height - 1].every((way) => !is_taken(left + width / 2, top(share) + way, host));
  tab.style.setProperty("--candor-at", top(HEIGHTS.find(is_free) ?? HEIGHTS[0]) + "px");
  /* Not before: looking for its place counts as having been painted, and would count as a shift. */
  tab.style.setProperty("--candor-seen", "visible");
};

/* The colour behind an element. */
const behind = (element) => {
  for (; element; element = element.parentElement) {
    const { backgroundColor } = getComputedStyle(element);
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
  }
  return "Canvas";
};

/* Fills the panel with the reviews, once. */
const fill = async (host, dialog, offer) => {
  const body = dialog.querySelector("[data-candor-source]");
  const url = body.dataset.candorSource;
  if (body.shadowRoot || !url) return;
  body.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw answer.status;
    const [section] = await elements(url, answer);
    looks.set(body, looks.get(host));
    const product = host.getAttribute("product");
    if (product) body.setAttribute("product", product);
    /* A survey cannot be answered behind the panel. */
    reviews(body, section, 0, (name, wish) => {
      if (wish) dialog.close();
      return offer(name, wish);
    });
  } catch (_) {
    /* It is tried again when the panel opens the next time. */
  }
  body.removeAttribute("aria-busy");
};

const badge = (host, piece, offer) => {
  place(host, piece);
  if (!host.hasAttribute("floating") || piece.dataset.candorCount === "0") return;
  const dialog = piece.querySelector("dialog");
  const pill = piece.querySelector(".candor-pill");
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "candor-tab";
  tab.part = "tab";
  tab.setAttribute("aria-haspopup", "dialog");
  const [mean, drawn, count] = ["mean", "drawn", "count"].map((name) => pill.querySelector(`.candor-${name}`));
  const said = `${drawn.getAttribute("aria-label")}, ${count.textContent.trim()}`;
  tab.setAttribute("aria-label", `${piece.dataset.candorRead}: ${said}`);
  const star = drawn.cloneNode(true);
  star.setAttribute("viewBox", "0 0 20 20");
  star.setAttribute("aria-hidden", "true");
  tab.append(star, mean);
  tab.toggleAttribute("data-start", host.getAttribute("floating") === "start");
  pill.replaceWith(tab);
  const paper = () => {
    for (const one of [tab, dialog]) one.style.setProperty("--candor-paper", behind(host));
  };
  paper();
  find_place(host, tab);
  addEventListener("resize", () => host.isConnected && find_place(host, tab));

  tab.addEventListener("click", () => {
    paper();
    dialog.showModal();
    fill(host, dialog, offer);
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-candor-close]")) dialog.close();
  });
};

/* The button alone that asks for a review. */
const write = (host, piece, offer) => {
  place(host, piece);
  offer_to_write(host, piece, offer);
};
