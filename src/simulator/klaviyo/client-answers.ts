import { parse } from '../json.ts';
import { exampleDate } from './example-value.ts';
import { answer } from './answer.ts';
import type { Answer } from '../exchange.ts';
import { textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { PerformContext } from './perform.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { shortId } from '../seeded.ts';

const COMPANY_ID = /^[A-Za-z0-9]{6,7}$/;

/**
 * Operations for browsers, of which the SDK has no types: a write is taken with 202, a read answers one resource.
 *
 * Source: klaviyo/openapi, `/client`, revision 2026-07-15; read 2026-11-21.
 */
export function answerClient(context: PerformContext): Answer | Refusal {
  const { url, request, operation, seed, apiUrl } = context;
  if (!COMPANY_ID.test(url.searchParams.get('company_id') ?? ''))
    return invalid('The company_id of the query is missing or is none.', { parameter: 'company_id' });
  if (operation.verb === 'POST') {
    const isResource = textAt(parse(request.body), 'data', 'type') !== undefined;
    return isResource
      ? { status: 202, headers: {}, body: '' }
      : invalid('The payload provided in the request is invalid.', { pointer: '/data' });
  }
  const [type, attributes] = resourceAt(operation.path, seed);
  const id = shortId(type, seed);
  const links = { self: `${apiUrl}${operation.path}` };
  return answer(
    200,
    JSON.stringify({ data: [{ type, id, attributes, links: { self: `${links.self}/${id}` } }], links }),
  );
}

function resourceAt(path: string, seed: number): [type: string, attributes: JsonObject] {
  const place = { seed, type: 'review', id: 'client', path: 'created' };
  if (path === '/client/geofences') return ['geofence', { latitude: 0.5, longitude: 0.5, radius: 100 }];
  if (path === '/client/reviews') {
    return [
      'review',
      {
        verified: true,
        review_type: 'review',
        created: exampleDate(place),
        updated: exampleDate({ ...place, path: 'updated' }),
        images: [],
        rating: 5,
        author: 'Sample Person',
        content: 'Example content',
        title: 'Example title',
      },
    ];
  }
  return [
    'review-values-report',
    { results: [{ groupings: { product_id: 'example' }, statistics: { average_rating: 4.5, total_reviews: 2 } }] },
  ];
}
