/*
 * The floor that `cargo xtask bench widget` compares the widget with: as little as one question
 * takes when it is written by hand. One script, one request, an accessible scale in a shadow root.
 * It has no rules, no second question, no languages, no outbox and no theme but light and dark.
 */
(async () => {
  const { src } = document.currentScript;
  if (src.endsWith("?later")) return;
  const survey = await (await fetch(new URL("survey.json", src))).json();
  const before = document.activeElement;

  const make = (tag, attributes, text = "") => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.textContent = text;
    return element;
  };

  const host = make("floor-survey");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host { all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483647;
  width: min(360px, 100% - 32px); color-scheme: light dark; }
* { box-sizing: border-box; }
.card { --ink: light-dark(#1d1f24, #f1f2f4); --edge: light-dark(#767a83, #8f949e); position: relative;
  padding: 20px 16px 16px; border: 1px solid light-dark(#d9dbe0, #4a4d55); border-radius: 12px;
  background: light-dark(#fff, #24262b); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  box-shadow: 0 12px 36px rgb(0 0 0 / 16%); }
.question { margin: 0; padding-inline-end: 32px; font-size: 18px; font-weight: 600; line-height: 1.3; }
.steps { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; margin-top: 16px; }
button { padding: 0; border: 1px solid var(--edge); background: none; color: inherit; font: inherit; cursor: pointer; }
.steps button { min-height: 48px; margin-inline-start: -1px; }
.steps button[aria-checked="true"] { background: var(--ink); color: light-dark(#fff, #24262b); }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; z-index: 1; }
.ends { display: flex; justify-content: space-between; margin-top: 8px;
  color: light-dark(#5b5f68, #b7bbc4); font-size: 13px; }
.close { position: absolute; top: 8px; right: 8px; width: 32px; height: 32px; border: 0; }
`);
  root.adoptedStyleSheets = [sheet];

  const card = make("div", {
    class: "card",
    role: "dialog",
    "aria-label": survey.label,
    "aria-describedby": "question",
    tabindex: -1,
  });
  const close = () => {
    host.remove();
    if (before) before.focus();
  };
  const question = make("h2", { class: "question", id: "question" }, survey.question);
  const group = make("div", { class: "steps", role: "radiogroup", "aria-labelledby": "question" });
  const ends = make("div", { class: "ends" });
  ends.append(make("span", {}, survey.low), make("span", {}, survey.high));
  const leave = make("button", { class: "close", "aria-label": survey.close }, "×");
  leave.onclick = close;

  const steps = [];
  let stop = 0;
  const move = (to) => {
    steps[stop].tabIndex = -1;
    stop = Math.max(0, Math.min(10, to));
    steps[stop].tabIndex = 0;
    steps[stop].focus();
  };
  const choose = (score) => {
    steps.forEach((step, at) => step.setAttribute("aria-checked", at === score));
    const body = JSON.stringify({ score, page: location.origin + location.pathname });
    fetch(new URL("answers", src), { method: "POST", keepalive: true, body }).catch(() => {});
    setTimeout(() => {
      question.textContent = survey.thanks;
      group.remove();
      ends.remove();
      card.focus();
    }, 250);
  };
  for (let score = 0; score <= 10; score++) {
    const step = make(
      "button",
      { role: "radio", "aria-checked": false, tabindex: score ? -1 : 0 },
      score,
    );
    step.onclick = () => choose(score);
    steps.push(step);
    group.append(step);
  }
  card.onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    event.stopPropagation();
    if (way) move(stop + way);
    else if (event.key === "Escape") close();
    else if (/^\d$/.test(event.key)) choose(+event.key);
  };
  card.append(question, group, ends, leave);
  root.append(card);
  document.documentElement.append(host);
  card.focus();
})();
