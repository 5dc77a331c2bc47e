import { LEGACY_PACKAGES } from '../../vendors/klaviyo/sdk-release.ts';
import { SDK_PACKAGES } from '../../vendors/sdks.ts';
import type { DependencySection, LegacyDependency, SdkDependency } from '../../model/facts.ts';
import { locate } from '../discovery/line-index.ts';
import { readSpecifier } from './specifier.ts';

/** One line of a table of dependencies; `start` and `end` are the UTF-16 offsets of its value. */
export interface Declaration {
  section: DependencySection;
  name: string;
  specifier: string;
  start: number;
  end: number;
  /** The name of a catalog that is not the default one. */
  catalog?: string;
  /** The range that an override is for; without it, it is for all. */
  replaces?: string;
}

/** One package in a table of dependencies; the readers of lock files add its versions. */
export type DeclaredSdk = Omit<SdkDependency, 'locks' | 'root'> & Pick<Declaration, 'catalog' | 'replaces'>;

/** Keeps what declares an SDK, under its own name or another. */
export function sdkDependencies(path: string, text: string, declarations: readonly Declaration[]): DeclaredSdk[] {
  return declarations
    .filter(({ name, specifier }) => SDK_PACKAGES.some(sdk => name === sdk || specifier.includes(sdk)))
    .map(declaration => ({ ...declaration, ...readSpecifier(declaration.name, declaration.specifier) }))
    .filter(({ name, packageName }) => SDK_PACKAGES.some(sdk => name === sdk || packageName === sdk))
    .map(({ start, end, ...declared }) => ({ ...declared, at: locate(path, text, start, end) }));
}

/** Keeps what declares a package that came before the SDK, under its own name or another. */
export function legacyDependencies(
  path: string,
  text: string,
  declarations: readonly Declaration[],
): LegacyDependency[] {
  return declarations
    .map(declaration => ({
      ...declaration,
      packageName: readSpecifier(declaration.name, declaration.specifier).packageName,
    }))
    .filter(({ packageName }) => LEGACY_PACKAGES.includes(packageName))
    .map(({ packageName, section, start, end }) => ({ packageName, section, at: locate(path, text, start, end) }));
}
