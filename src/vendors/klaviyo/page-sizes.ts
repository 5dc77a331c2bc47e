/**
 * How many the vendor gives at most with one page of a list of resources.
 *
 * Source: klaviyo/openapi, `page[size]` of the operations, revision 2026-07-15; read 2026-11-22.
 */
const MOST_PER_PAGE: Readonly<Record<string, number>> = {
  '/api/campaigns': 100,
  '/api/catalog-categories': 100,
  '/api/catalog-items': 100,
  '/api/catalog-variants': 100,
  '/api/coupon-codes': 100,
  '/api/coupons': 100,
  '/api/flows': 50,
  '/api/forms': 100,
  '/api/lists': 10,
  '/api/profiles': 100,
  '/api/segments': 10,
  '/api/tag-groups': 25,
  '/api/tags': 50,
  '/api/templates': 10,
  '/api/web-feeds': 20,
};

/** How many elements a page of an endpoint has at most, where that is known. @param path as the vendor writes it: `/api/lists` */
export function mostPerPage(path: string): number | undefined {
  return MOST_PER_PAGE[path];
}
