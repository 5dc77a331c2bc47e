import { at, textAt } from '../../json.ts';
import { conflict, referencesIn } from './effect.ts';
import type { Effect } from './effect.ts';
import { createResource } from './plain.ts';

/** The id of a coupon code: that of its coupon and the code. Source: klaviyo/openapi, `create_coupon_code`; read 2026-11-21. */
export function couponCodeId(data: unknown): string {
  const [coupon] = referencesIn(at(data, 'relationships', 'coupon'));
  return `${coupon?.id ?? ''}-${textAt(data, 'attributes', 'unique_code') ?? ''}`;
}

export const createCouponCode: Effect = ({ account, body, type }) => {
  const data = at(body, 'data');
  const id = couponCodeId(data);
  if (account.has(type, id)) return conflict('The coupon has this code already.', '/data/attributes/unique_code');
  return { id: createResource(account, type, data, id) };
};
