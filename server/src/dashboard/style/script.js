// What a script adds to the owner's pages. Everything works without it.
"use strict";

// Copying, and buttons that do nothing without a script.
for (const button of document.querySelectorAll("[data-copy], [data-opens]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.opens) document.getElementById(button.dataset.opens)?.showModal();
  if (!button || !("copy" in button.dataset)) return;
  const code = button.parentElement.querySelector("code");
  const label = button.firstElementChild;
  try {
    await navigator.clipboard.writeText(code.textContent);
    label.textContent = "Copied";
  } catch {
    // No permission, or no secure context: select it, so that one key copies it.
    getSelection().selectAllChildren(code);
    label.textContent = "Press Ctrl+C";
  }
  button.setAttribute("aria-live", "polite");
  setTimeout(() => (label.textContent = "Copy"), 3000);
});

// Menus close when something else is pressed, or by Esc.
addEventListener("click", (event) => closeMenus((menu) => !menu.contains(event.target)));
addEventListener("keydown", (event) => event.key === "Escape" && closeMenus(() => true));

function closeMenus(which) {
  for (const menu of document.querySelectorAll("details.switch[open], details.more[open]")) {
    if (!which(menu)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

// Keys: see parts/keys.rs.
addEventListener("keydown", (event) => {
  const fold = event.target.closest("[data-row] details[open]");
  if (fold && event.key === "Escape") {
    fold.open = false;
    fold.closest("[data-row]").focus();
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if ((event.key === "j" || event.key === "k") && rows.length) {
    const to = event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0);
    mark(rows[to]);
  } else if (event.key === "?") {
    document.querySelector("dialog#keys")?.showModal();
  } else {
    const name = `[data-key="${CSS.escape(event.key)}"]`;
    const outside = () =>
      [...document.querySelectorAll(name)].find((found) => !found.closest("[data-row]"));
    const target = at < 0 ? document.querySelector(name) : rows[at].querySelector(name) ?? outside();
    if (!target) return;
    if (at < 0 && target.closest("[data-row]")) {
      // Nothing happens to a row that nobody has marked.
      mark(rows[0]);
    } else {
      target.closest("details")?.setAttribute("open", "");
      target.focus();
      if (target.matches("button, a, summary")) target.click();
    }
  }
  event.preventDefault();
});

function mark(row) {
  (row.matches("a, [tabindex]") ? row : row.querySelector("a, button, [tabindex]"))?.focus();
  row.scrollIntoView({ block: "nearest" });
}

// Parts that change while somebody looks: asked for again every few seconds.
for (const part of document.querySelectorAll("[data-refresh]")) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const page = await (await fetch(location.href)).text();
      const fresh = new DOMParser().parseFromString(page, "text/html").getElementById(part.id);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    } catch {
      // The next time may work.
    }
  }, part.dataset.refresh * 1000);
}

// A form that was changed is not left by accident. A button that shows a preview leaves nothing.
for (const form of document.querySelectorAll("form[data-guarded]")) {
  let changed = "changed" in form.dataset;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.formTarget) changed = false;
  });
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

// A form that comes back has the same parts unfolded.
addEventListener("formdata", ({ target, formData }) => {
  for (const part of target.querySelectorAll("[data-fold][open]")) {
    formData.append("open", part.dataset.fold);
  }
});

// A preview shows what the form says, shortly after each change.
for (const button of document.querySelectorAll("[data-preview]")) {
  const { form } = button;
  const part = button.closest(".preview");
  let timer;
  const soon = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(button), delay);
  };
  form.addEventListener("input", () => soon(600));
  for (const look of part.querySelectorAll("select")) look.addEventListener("change", () => soon(0));
  if ("draft" in part.dataset) soon(0);
}

document.querySelector("[aria-invalid='true']")?.focus();
