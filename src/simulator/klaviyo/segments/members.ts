import type { Account } from '../account.ts';
import { momentOf } from '../../moment.ts';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { isConditionTrue } from './condition.ts';

/**
 * Whether a profile is in a segment by its definition: in each group one of the conditions holds.
 *
 * Source: the vendor's overview of the Segments API, and `SegmentDefinition` of klaviyo/openapi, revision 2026-07-15; read 2026-11-21.
 */
export function isInSegment(account: Account, definition: unknown, profile: string): boolean {
  const groups = listAt(definition, 'condition_groups');
  return (
    groups.length > 0 &&
    groups.every(group => listAt(group, 'conditions').some(each => isConditionTrue(account, each, profile)))
  );
}

/** Since when a profile can have been in a segment, in milliseconds: since both were there. */
export function memberSince(account: Account, segment: string, profile: string): number | undefined {
  const moments = [
    textAt(account.attributesOf('segment', segment), 'created'),
    textAt(account.attributesOf('profile', profile), 'created'),
  ].flatMap(text => momentOf(text ?? '') ?? []);
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function listAt(value: unknown, name: string): JsonObject[] {
  const list = at(value, name);
  return Array.isArray(list) ? list.filter(isObject) : [];
}
