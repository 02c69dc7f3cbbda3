/*
 * The row of reviews: moved by its buttons and by arrow keys; by itself only where the shop wants
 * that, once through, and never for those who want nothing to move.
 */

/* How long a review stands before the row moves on by itself. */
const STANDS = 6000;

const carousel = (host, section) => {
  place(host, section);
  const track = section.querySelector(".candor-track");
  if (!track) return;
  const steer = section.querySelector("[data-candor-steer]");
  const pause = section.querySelector("[data-candor-pause]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const onwards = section.dir === "rtl" ? -1 : 1;
  const cards = track.children;

  const width = () =>
    cards[1] ? Math.abs(cards[1].offsetLeft - cards[0].offsetLeft) : track.clientWidth;
  const room = () => track.scrollWidth - track.clientWidth;
  const is_at_end = () => Math.abs(track.scrollLeft) >= room() - 1;

  const behavior = () => (still.matches ? "instant" : "smooth");
  const go = (steps) => {
    track.scrollBy({ left: onwards * steps * width(), behavior: behavior() });
  };
  const go_to = (end) => track.scrollTo({ left: end ? onwards * room() : 0, behavior: behavior() });

  /* A button that leads nowhere keeps the focus, but says so. */
  const see = () => {
    const [back, on] = steer.querySelectorAll("[data-candor-step]");
    back.setAttribute("aria-disabled", Math.abs(track.scrollLeft) <= 1);
    on.setAttribute("aria-disabled", is_at_end());
    steer.toggleAttribute("data-idle", room() <= 1);
  };

  steer.hidden = false;
  see();
  track.addEventListener("scroll", see, { passive: true });
  new ResizeObserver(see).observe(track);

  for (const button of steer.querySelectorAll("[data-candor-step]")) {
    button.addEventListener("click", () => {
      const seen = Math.max(1, Math.floor((track.clientWidth + 16) / width()));
      go(button.dataset.candorStep * seen);
    });
  }
  track.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    const steps = { ArrowRight: onwards, ArrowLeft: -onwards }[key];
    if (altKey || ctrlKey || metaKey || !(steps || key === "Home" || key === "End")) return;
    event.preventDefault();
    if (steps) go(steps);
    else go_to(key === "End");
  });

  if (!host.hasAttribute("autoplay") || still.matches) return;
  const names = [pause.getAttribute("aria-label"), pause.dataset.candorPlay];
  let moves = true;
  let held = 0;
  const set = (on) => {
    moves = on;
    pause.toggleAttribute("data-paused", !on);
    pause.setAttribute("aria-label", names[on ? 0 : 1]);
  };
  pause.hidden = false;
  pause.addEventListener("click", () => {
    if (!moves && is_at_end()) go_to(false);
    set(!moves);
  });
  /* Whoever reads or takes it into their own hands is not disturbed. */
  for (const [name, holds] of [["pointerenter", 1], ["pointerleave", -1], ["focusin", 1], ["focusout", -1]]) {
    section.addEventListener(name, () => (held = Math.max(0, held + holds)));
  }
  for (const name of ["pointerdown", "wheel", "keydown"]) {
    track.addEventListener(name, () => set(false), { passive: true });
  }
  still.addEventListener("change", () => {
    if (still.matches) set(false);
  });
  const timer = setInterval(() => {
    if (!host.isConnected) clearInterval(timer);
    if (!moves || held || document.hidden || !is_in_sight(host)) return;
    if (is_at_end()) set(false);
    else go(1);
  }, STANDS);
};

const is_in_sight = (host) => {
  const { top, bottom } = host.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
};
