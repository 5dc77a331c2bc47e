import type { DependencySection, SdkDependency } from './facts.ts';
import { locate } from './line-index.ts';
import { readSpecifier } from './specifier.ts';

/** Source: the package that the vendor publishes for Node; facts of 2026-11-20. */
const SDK_PACKAGE = 'klaviyo-api';

/** One line of a table of dependencies; `start` and `end` are the UTF-16 offsets of its value. */
export interface Declaration {
  section: DependencySection;
  name: string;
  specifier: string;
  start: number;
  end: number;
}

/** Keeps what declares the SDK, under its own name or another. */
export function sdkDependencies(path: string, text: string, declarations: Iterable<Declaration>): SdkDependency[] {
  return [...declarations]
    .filter(({ name, specifier }) => name === SDK_PACKAGE || specifier.includes(SDK_PACKAGE))
    .map(declaration => ({ ...declaration, ...readSpecifier(declaration.name, declaration.specifier) }))
    .filter(({ name, packageName }) => [name, packageName].includes(SDK_PACKAGE))
    .map(({ name, section, specifier, kind, start, end }) => ({ name, section, specifier, kind, at: locate(path, text, start, end) }));
}
