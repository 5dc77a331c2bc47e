import type { ObjectValue } from '../values/value.ts';

/** Returns whether a payload is written without the object around it that has it as `data`: `createEvent({ type, attributes })`. */
export function lacksOuterData({ properties, open }: ObjectValue): boolean {
  return !open && !properties.has('data') && properties.has('type') && properties.has('attributes');
}
