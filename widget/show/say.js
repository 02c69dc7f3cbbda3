/*
 * What readers say of a review: that it helped, which their browser remembers where it may, and
 * what is wrong with it.
 */

const VOTES = "candor:votes";

/* How many votes a browser remembers. */
const REMEMBERED = 200;

let votes;

/* The ids of reviews that this reader found helpful. */
const voted = () => {
  if (votes) return votes;
  votes = [];
  try {
    const kept = JSON.parse(localStorage.getItem(VOTES));
    if (Array.isArray(kept)) votes = kept;
  } catch (_) {
    /* Remembered for this page. */
  }
  return votes;
};

const remember = (id, helpful) => {
  votes = voted().filter((other) => other !== id);
  if (helpful) votes.push(id);
  votes = votes.slice(-REMEMBERED);
  try {
    localStorage.setItem(VOTES, JSON.stringify(votes));
  } catch (_) {
    /* Remembered for this page. */
  }
};

const send = async (section, id, what, options) => {
  const answer = await fetch(`${section.dataset.candorApi}/${id}/${what}`, options);
  if (!answer.ok) throw answer.status;
  return answer.json();
};

/* Shows a vote at once, and what all votes come to when the server has said so. */
const vote = async (host, section, button, id) => {
  const helpful = button.getAttribute("aria-pressed") !== "true";
  const figure = button.querySelector(".candor-votes");
  const before = Number(button.dataset.candorVote);
  const show_votes = (pressed, count) => {
    button.setAttribute("aria-pressed", pressed);
    button.dataset.candorVote = count;
    figure.textContent = count > 0 ? count.toLocaleString(section.lang + "-u-nu-latn") : "";
  };
  show_votes(helpful, Math.max(0, before + (helpful ? 1 : -1)));
  try {
    const { helpful: count } = await send(section, id, "helpful", {
      method: helpful ? "POST" : "DELETE",
    });
    remember(id, helpful);
    show_votes(helpful, count);
  } catch (_) {
    show_votes(!helpful, before);
    tell(host, section.dataset.candorFailed);
  }
};

/* Opens the form below a review, or closes it again. */
const report = (host, section, review, button) => {
  const open = section.querySelector("[data-candor-open]");
  if (open) {
    const again = open.parentElement === review;
    open.remove();
    if (again) return;
  }
  const form = section.querySelector("[data-candor-reporting]").cloneNode(true);
  form.setAttribute("data-candor-open", "");
  form.hidden = false;
  const leave = (said) => {
    form.remove();
    button.focus({ preventScroll: true });
    if (said) tell(host, said);
  };
  form.querySelector("[data-candor-cancel]").addEventListener("click", () => leave());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = new FormData(form).get("reason");
    let said = section.dataset.candorFailed;
    try {
      const body = JSON.stringify({ reason });
      await send(section, review.dataset.review, "report", { method: "POST", body });
      said = form.dataset.candorReported;
      const thanks = document.createElement("span");
      thanks.className = "candor-thanks";
      thanks.textContent = said;
      button.replaceWith(thanks);
      form.remove();
      thanks.tabIndex = -1;
      thanks.focus({ preventScroll: true });
    } catch (_) {
      form.querySelector("legend").textContent = said;
    }
    tell(host, said);
  });
  review.querySelector("[data-candor-say]").after(form);
  form.querySelector("input").focus({ preventScroll: true });
};

/* Lets readers say something of the reviews in a piece of a section, where the server takes it. */
const let_say = (host, section, piece) => {
  if (!section.dataset.candorApi) return;
  for (const say of piece.querySelectorAll("[data-candor-say][hidden]")) {
    const review = say.closest("[data-review]");
    const id = review.dataset.review;
    const button = say.querySelector("[data-candor-vote]");
    say.hidden = false;
    const helped = review.querySelector("[data-candor-helped]");
    if (helped) helped.hidden = true;
    if (voted().includes(id)) button.setAttribute("aria-pressed", true);
    button.addEventListener("click", () => vote(host, section, button, id));
    const reporting = say.querySelector("[data-candor-report]");
    reporting.addEventListener("click", () => report(host, section, review, reporting));
  }
};
