import { notFound } from './admission.ts';
import { itemsOf, referencesIn } from './effects/effect.ts';
import type { Write } from './effects/effect.ts';
import { at, isObject, textAt } from '../json.ts';
import type { Reference } from './links.ts';
import { invalid, quotable } from './refusal.ts';
import type { Refusal } from './refusal.ts';

interface Limit {
  /** Names on the way to the list. */
  path: readonly string[];
  most: number;
}

const PROFILES = ['data', 'attributes', 'profiles', 'data'];

/** How many there may be in one request. Source: texts of these operations in klaviyo/openapi, revision 2026-07-15; read 2026-11-21. */
const LIMITS: Readonly<Record<string, Limit>> = {
  ...Object.fromEntries(
    ['items', 'variants', 'categories'].flatMap((parts, index) =>
      ['create', 'update', 'delete'].map(kind => [
        `POST /api/catalog-${['item', 'variant', 'category'][index]}-bulk-${kind}-jobs`,
        { path: ['data', 'attributes', parts, 'data'], most: 100 },
      ]),
    ),
  ),
  'POST /api/coupon-code-bulk-create-jobs': { path: ['data', 'attributes', 'coupon-codes', 'data'], most: 1_000 },
  'POST /api/data-source-record-bulk-create-jobs': {
    path: ['data', 'attributes', 'data-source-records', 'data'],
    most: 500,
  },
  'DELETE /api/lists/{id}/relationships/profiles': { path: ['data'], most: 1_000 },
  'POST /api/lists/{id}/relationships/profiles': { path: ['data'], most: 1_000 },
  'POST /api/profile-bulk-import-jobs': { path: PROFILES, most: 10_000 },
  'POST /api/profile-subscription-bulk-create-jobs': { path: PROFILES, most: 1_000 },
  'POST /api/profile-subscription-bulk-delete-jobs': { path: PROFILES, most: 100 },
  'POST /api/profile-suppression-bulk-create-jobs': { path: PROFILES, most: 100 },
  'POST /api/profile-suppression-bulk-delete-jobs': { path: PROFILES, most: 100 },
};

const MB = 1024 * 1024;

/** How large a body may be, from the same source. */
const SIZES: Readonly<Record<string, number>> = {
  'POST /api/event-bulk-create-jobs': 5 * MB,
  'POST /api/events': 5 * MB,
  'POST /api/profile-bulk-import-jobs': 5 * MB,
  'POST /api/profile-import': 100 * 1024,
  'POST /api/profiles': 100 * 1024,
  'PATCH /api/profiles/{id}': 100 * 1024,
  'POST /api/push-tokens': 100 * 1024,
};

/** What the account or a limit does not allow of a write whose body has the right shape. @param bytes of the body */
export function refuseWrite(operation: string, write: Write, bytes: number): Refusal | undefined {
  return (
    refuseSize(operation, bytes) ?? refuseCount(operation, write) ?? refuseOtherId(write) ?? refuseStrangers(write)
  );
}

function refuseSize(operation: string, bytes: number): Refusal | undefined {
  const most = Object.hasOwn(SIZES, operation) ? SIZES[operation]! : Infinity;
  return bytes <= most ? undefined : invalid(`The payload has more than ${most} bytes.`, { pointer: '/data' });
}

function refuseCount(operation: string, { body }: Write): Refusal | undefined {
  const limit = Object.hasOwn(LIMITS, operation) ? LIMITS[operation] : undefined;
  if (limit === undefined || itemsOf(at(body, ...limit.path)).length <= limit.most) return undefined;
  return invalid(`A request holds at most ${limit.most} of these.`, { pointer: `/${limit.path.join('/')}` });
}

/** The id in the body is that in the path. */
function refuseOtherId({ body, owner }: Write): Refusal | undefined {
  const id = textAt(body, 'data', 'id');
  if (owner === undefined || owner.rest !== '' || id === undefined || id === owner.id) return undefined;
  return invalid('The id of the resource is not the id in the path.', { pointer: '/data/id' });
}

/** What a body refers to has to be there. */
function refuseStrangers({ account, body, owner }: Write): Refusal | undefined {
  const relationships = at(body, 'data', 'relationships');
  const named = isObject(relationships)
    ? Object.entries(relationships).flatMap(([name, relationship]) =>
        referencesIn(relationship).map((other, index) => ({
          other,
          pointer: `/data/relationships/${name}/data${Array.isArray(at(relationship, 'data')) ? `/${index}` : ''}/id`,
        })),
      )
    : [];
  const others =
    owner === undefined || owner.rest === ''
      ? []
      : referencesIn(body).map((other, index) => ({
          other,
          pointer: Array.isArray(at(body, 'data')) ? `/data/${index}/id` : '/data/id',
        }));
  const stranger = [...named, ...others].find(({ other }) => !account.has(other.type, other.id));
  return stranger === undefined ? undefined : unknown(stranger.other, stranger.pointer);
}

function unknown({ type, id }: Reference, pointer: string): Refusal {
  return { ...notFound(`A ${type} with id ${quotable(id)} does not exist.`), source: { pointer } };
}
