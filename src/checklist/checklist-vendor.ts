import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { VendorId } from '../vendors/sdks.ts';
import type { Collector } from './define-collector.ts';
import type { Item } from './item.ts';
import type { VendorSigns } from './vendor-signs.ts';

/** What tells what of an integration a repository has. */
export interface ScopeFacts {
  evidence: EvidenceFacts;
  /** How many manifests declare the SDK. */
  sdkDeclarations: number;
  /** The ids of the rules that found something. */
  found?: ReadonlySet<string>;
  /** The layer of the architecture that a file belongs to, where its path or the configuration says. */
  layerOf(path: string): string | undefined;
}

/** The production checklist of one vendor. */
export interface ChecklistVendor {
  id: VendorId;
  /** As people write it. */
  name: string;
  items: readonly Item[];
  /** What a repository may have, with why an item does not apply where it has not. */
  scopes: Readonly<Record<string, string>>;
  presentScopes(facts: ScopeFacts): ReadonlySet<string>;
  collectors: readonly Collector[];
  /** What its collectors look for. */
  signs: VendorSigns;
  /** Whether the vendor takes the status of a webhook endpoint as received. */
  acceptsStatus(status: number): boolean;
  /** The rules and checks that search every text, whatever its language. */
  ofAnyLanguage: readonly string[];
  /** The rule whose keys the configuration may let stay; absent where it lets none. */
  allowedKeysRule?: string;
}
