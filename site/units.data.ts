import { rules } from '../eslint-plugin/rules/index.ts';
import { checks } from '../src/checks/index.ts';
import { probes } from '../src/preflight/klaviyo/probes/index.ts';

export interface Described {
  id: string;
  description: string;
}

declare const data: Record<'recommended' | 'strict' | 'checks' | 'probes', Described[]>;
export { data };

/** What the overview lists, in the order of the navigation. */
export default {
  load(): typeof data {
    const ofPreset = (preset: string): Described[] =>
      Object.entries(rules).flatMap(([id, { meta }]) =>
        meta.docs.preset === preset ? [{ id, description: meta.docs.description }] : [],
      );
    return {
      recommended: ofPreset('recommended'),
      strict: ofPreset('strict'),
      checks: Object.values(checks).map(described),
      probes: [...probes].sort((left, right) => left.order - right.order).map(described),
    };
  },
};

function described({ id, description }: Described): Described {
  return { id, description: `${description.charAt(0).toUpperCase()}${description.slice(1)}` };
}
