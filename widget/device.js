/* What the page is looked at with. Becomes a part of the facts and of the triggers. */
const device = () =>
  !matchMedia("(pointer:coarse)").matches
    ? "desktop"
    : Math.min(screen.width, screen.height) < 600
      ? "mobile"
      : "tablet";
