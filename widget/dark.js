/* Whether the page is dark where something is painted on it. Becomes a part of the scripts that
   draw without the widget. */
const isDark = () => {
  for (const element of [document.body, document.documentElement]) {
    const [red, green, blue, alpha = 1] = (
      getComputedStyle(element).backgroundColor.match(/[\d.]+/g) || [0, 0, 0, 0]
    ).map(Number);
    if (alpha > 0.5) return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 96;
  }
  return getComputedStyle(document.documentElement).colorScheme === "dark";
};
