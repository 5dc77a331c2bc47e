import type { Declaration } from './declaration.ts';

/**
 * Reads the names of overrides. Those that only count below another package are left out, and those that refer to what is
 * declared (`$klaviyo-api`), because they change nothing.
 */
export function overridesIn(declarations: readonly Declaration[]): Declaration[] {
  return declarations.flatMap(declaration => {
    const [, name, replaces] = SELECTOR.exec(declaration.name) ?? [];
    if (name === undefined || declaration.specifier.startsWith('$')) return [];
    return [{ ...declaration, name, ...(replaces !== undefined && { replaces }) }];
  });
}

/** `klaviyo-api`, `klaviyo-api@^22` for one range, or yarn's two stars before it. */
const SELECTOR = /^(?:\*\*\/)?((?:@[^/@>]+\/)?[^/@>]+)(?:@(?:npm:)?([^>]+))?$/;
