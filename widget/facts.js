/*
 * What the page says about itself, fetched and read only once a question stands in it. Whatever a
 * page claims is cut to what the server takes: an odd page must not cost an answer.
 */

const TOUCHPOINTS = /^(home|product|cart|checkout|thank_you|delivery|returns|support|store)$/;

/* A text of at most so many characters, none of which is refused; or null. */
const text = (value, limit = 200) =>
  typeof value === "string" || typeof value === "number"
    ? String(value)
        .slice(0, limit)
        .replace(/[\p{Cc}\p{Cs}]/gu, " ")
        .trim() || null
    : null;

const one = (value) => (Array.isArray(value) ? value[0] : value);

/* A brand or a category: a text, or a thing that has a name. */
const named = (value) => text(Object(one(value)).name || one(value));

/* The address of a page or of a picture: a text, or a thing that has an address. */
const link = (value) => {
  value = one(value);
  value = Object(value) === value ? value.url || value.contentUrl : value;
  const said = text(value, 2000);
  if (!said) return null;
  try {
    const { href } = new URL(said, document.baseURI);
    return /^https?:/.test(href) && href.length <= 2000 ? href : null;
  } catch (_) {
    return null;
  }
};

const gtin = (node) => {
  const digits = text(node.gtin || node.gtin13 || node.gtin14 || node.gtin12 || node.gtin8, 20);
  return /^\d{8,14}$/.test(digits) ? digits : null;
};

const sku = (node) => text(node.sku || node.productID || node.mpn) || gtin(node);

/* The products that the page's structured data describes, the main one first. */
const products = () => {
  const found = [];
  const walk = (node) => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (Object(node) === node) {
      if (/\bProduct(Group)?\b/.test(node["@type"])) found.push(node);
      walk(node["@graph"]);
      walk(node.mainEntity);
    }
  };
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    try {
      walk(JSON.parse(script.textContent));
    } catch (_) {
      /* The page's own mistake. */
    }
  }
  return found;
};

const details = (node) => ({
  name: text(node.name),
  url: link(node.url),
  image: link(node.image),
  gtin: gtin(node),
  brand: named(node.brand),
  category: named(node.category),
});

/* The page's address without query and fragment, which may be personal; campaigns are not. */
const address = () => {
  const campaign = location.search.match(/\butm_\w+=[^&]*/g);
  return location.origin + location.pathname + (campaign ? "?" + campaign.join("&") : "");
};

/* Where an answer is given: `said` is what the page told the loader. */
export const context = (said) => {
  const { page, who, order, touchpoint, locale } = said;
  const meta = document.querySelector(
    'meta[property="product:retailer_item_id"],meta[property="product:sku"]',
  );
  const wanted = text(said.product) || text(page.product);
  const node = products().find((node) => !wanted || sku(node) === wanted);
  return {
    page: text(address(), 2000),
    touchpoint: TOUCHPOINTS.test(touchpoint) ? touchpoint : null,
    locale: text(locale, 35),
    product: wanted || (node ? sku(node) : text(meta && meta.content)),
    product_details: node ? details(node) : null,
    order: text(order.id),
    customer: text(who.customer),
    location: text(page.location),
    agent: text(page.agent),
    device: device(),
    /* Not copied, so that each message has them as they stand by then. */
    vitals: figures,
  };
};
