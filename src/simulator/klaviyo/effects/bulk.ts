import { at, textAt } from '../../json.ts';
import type { Account } from '../account.ts';
import { invalid } from '../refusal.ts';
import { itemsOf } from './effect.ts';
import type { Effect } from './effect.ts';
import { couponCodeId } from './coupons.ts';
import { finishedJob } from './jobs.ts';
import { createResource, updateResource } from './plain.ts';

/** Does to each resource of a body what the job is for; those for which it cannot be done are its errors. */
function bulkEffect(
  parts: string,
  type: string,
  apply: (account: Account, data: unknown) => string | undefined,
): Effect {
  return ({ account, body, type: job, now }) => {
    const items = itemsOf(at(body, 'data', 'attributes', parts, 'data'));
    if (items.length === 0) return invalid('There is nothing to do.', { pointer: `/data/attributes/${parts}/data` });
    const done = items.map(data => apply(account, data));
    const change = finishedJob(account, job, {
      total: items.length,
      failed: done.filter(id => id === undefined).length,
      now,
    });
    for (const id of done) if (id !== undefined) account.link({ type: job, id: change.id }, { type, id });
    account.change(job, change.id, {
      errors: done.flatMap((id, index) => (id === undefined ? [errorAt(parts, index)] : [])),
    });
    return change;
  };
}

function errorAt(parts: string, index: number): object {
  return {
    id: `error-${index}`,
    code: 'invalid',
    title: 'Invalid input.',
    detail: 'This one could not be processed: it exists already, or it does not.',
    source: { pointer: `/data/attributes/${parts}/data/${index}` },
  };
}

const creating =
  (type: string) =>
  (account: Account, data: unknown): string | undefined =>
    account.has(type, catalogIdOf(data)) ? undefined : createResource(account, type, data);

const updating =
  (type: string) =>
  (account: Account, data: unknown): string | undefined => {
    const id = textAt(data, 'id') ?? '';
    if (!account.has(type, id)) return undefined;
    updateResource(account, { type, id }, data);
    return id;
  };

const deleting =
  (type: string) =>
  (account: Account, data: unknown): string | undefined => {
    const id = textAt(data, 'id') ?? '';
    if (!account.has(type, id)) return undefined;
    account.delete(type, id);
    return id;
  };

/** The id that the vendor makes of an external one. Source: klaviyo/openapi, `create_catalog_item`; read 2026-11-21. */
export function catalogIdOf(data: unknown): string {
  const part = (name: string, usual: string): string => textAt(data, 'attributes', name) ?? usual;
  return `${part('integration_type', '$custom')}:::${part('catalog_type', '$default')}:::${part('external_id', '')}`;
}

const PARTS: Readonly<Record<string, string>> = {
  'catalog-item': 'items',
  'catalog-variant': 'variants',
  'catalog-category': 'categories',
};

/** The jobs of the catalog and of coupon codes. */
export const BULK_EFFECTS: Readonly<Record<string, Effect>> = {
  ...Object.fromEntries(
    Object.entries(PARTS).flatMap(([type, parts]) => [
      [`POST /api/${type}-bulk-create-jobs`, bulkEffect(parts, type, creating(type))],
      [`POST /api/${type}-bulk-update-jobs`, bulkEffect(parts, type, updating(type))],
      [`POST /api/${type}-bulk-delete-jobs`, bulkEffect(parts, type, deleting(type))],
    ]),
  ),
  'POST /api/coupon-code-bulk-create-jobs': bulkEffect('coupon-codes', 'coupon-code', (account, data) => {
    const id = couponCodeId(data);
    return account.has('coupon-code', id) ? undefined : createResource(account, 'coupon-code', data, id);
  }),
};
