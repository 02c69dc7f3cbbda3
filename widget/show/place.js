/*
 * Makes elements of the server's HTML and puts them into shadow roots, on strict pages too. The
 * sheet of all displays is built in as `style`.
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

/* Tells those who listen what has come. What tells it stays while everything beside it changes. */
const tell = (host, said) => {
  const root = host.shadowRoot;
  let status = root.querySelector("[role=status]");
  if (!status) {
    status = document.createElement("p");
    status.className = "candor-hidden";
    status.setAttribute("role", "status");
    root.append(status);
  }
  status.textContent = said;
};
