/*
 * Places displays of reviews and makes them work in place. The loader imports it on pages that
 * have a display; `show/` comes before it, in one file.
 */

/* What each element does beyond standing there. */
const displays = {
  "candor-reviews": (host, piece, offer) => {
    reviews(host, piece, host.offsetHeight || HEIGHT, offer);
  },
  "candor-carousel": carousel,
  "candor-badge": badge,
  "candor-write": write,
};

/*
 * Places what the server answered: each of `parts` has its `answer` and the `elements` for each
 * piece of it in order. `offer(name)` tells whether a survey can be asked; with a wish, asks it.
 * `config` is the shop's; a loader of an earlier release has none.
 */
export const show = (_version, parts, offer, config) => {
  for (const { answer, url, elements: hosts } of parts) {
    answer
      .then((answer) => elements(url, answer))
      .then((pieces) => {
        pieces.forEach((piece, at) => {
          for (const host of hosts[at] || []) {
            looks.set(host, Object(config));
            const own = piece.cloneNode(true);
            if (displays[host.localName]) displays[host.localName](host, own, offer);
            else place(host, own);
          }
        });
      })
      .catch(() => {
        /* The space stays empty; the shop's page is as it was. */
      });
  }
};
