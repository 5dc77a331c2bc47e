import { compare } from 'semver';
import { BREAKING_CHANGES, type BreakingChange } from '../vendors/klaviyo/breaking-changes.ts';
import { findMethod } from '../vendors/klaviyo/operations.ts';
import type { Place, UpgradeChange } from './upgrade-report.ts';

/** A method of the SDK that the code names, by whatever name it has there. */
export interface SdkUse extends Place {
  apiClass: string;
  method: string;
  /** Whether everything that the call sends is written out there. */
  isPayloadSeen: boolean;
  /** The attribute in the payload that stands at this place; absent for the place of the method. */
  attribute?: string;
}

export interface Concern {
  changes: UpgradeChange[];
  /** How many breaking changes are between the releases, but concern no method that is used. */
  unconcerned: number;
}

/**
 * The breaking changes between two releases, for code with these uses of the SDK.
 *
 * @param from the release that the code was written for; its own changes are none any more
 */
export function breakingChangesBetween(from: string, to: string, uses: readonly SdkUse[]): Concern {
  const between = BREAKING_CHANGES.filter(({ since }) => compare(since, from) > 0 && compare(since, to) <= 0);
  const concerning = between.flatMap(change => concern(change, uses));
  return { changes: concerning, unconcerned: between.length - concerning.length };
}

function concern(
  { since, methods, attribute, change, action }: BreakingChange,
  uses: readonly SdkUse[],
): UpgradeChange[] {
  const places = uses
    .filter(use => methods?.includes(newestNameOf(use)) && isConcerned(use, attribute))
    .map(({ path, line, column }) => ({ path, line, column }));
  if (methods !== undefined && places.length === 0) return [];
  return [{ id: 'breaking-change', by: 'hand', message: `Since ${since}: ${change} ${action}`, places }];
}

/** A change about one attribute concerns the places where it stands, and calls of which the payload cannot be seen. */
function isConcerned(use: SdkUse, attribute: string | undefined): boolean {
  if (attribute === undefined) return use.attribute === undefined;
  return use.attribute === attribute || (use.attribute === undefined && !use.isPayloadSeen);
}

function newestNameOf({ apiClass, method }: SdkUse): string {
  return `${apiClass}.${findMethod(apiClass, method)?.sdk.method ?? method}`;
}
