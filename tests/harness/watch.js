/* Runs in every page before the page's own scripts: remembers what must not happen there, and
   looks through shadow roots. */
(() => {
  const watched = { errors: [], shift: 0 };
  addEventListener("error", (event) => watched.errors.push(event.message || event.target.src), true);
  addEventListener("unhandledrejection", (event) => watched.errors.push(String(event.reason)));
  addEventListener("securitypolicyviolation", (event) =>
    watched.errors.push(`${event.violatedDirective}: ${event.blockedURI}`),
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) watched.shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });

  /* Every element that matches, in the page and in every open shadow root. */
  const all = (selector, root = document) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("*")].flatMap((element) =>
      element.shadowRoot ? all(selector, element.shadowRoot) : [],
    ),
  ];

  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });

  /* The first that is on the screen. */
  const one = (selector) => all(selector).find(isSeen);

  /* What has the focus, however deep. */
  const focused = () => {
    let element = document.activeElement;
    while (element && element.shadowRoot && element.shadowRoot.activeElement) {
      element = element.shadowRoot.activeElement;
    }
    return element;
  };

  /* What an element is called, as a screen reader would say it. */
  const named = (element) => {
    const root = element.getRootNode();
    const ids = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const by = ids.map((id) => root.getElementById(id)).filter(Boolean);
    const labels = [...(element.labels || []), ...by].map((label) => label.textContent.trim());
    return element.getAttribute("aria-label") || labels.join(" ") || element.textContent.trim();
  };

  const requests = (base) =>
    performance.getEntriesByType("resource").filter(({ name }) => name.startsWith(base));

  Object.defineProperty(window, "test", {
    value: { watched, all, one, focused, named, requests },
  });
})();
