import type { Location } from '../finding.ts';

/** What the checks see of a repository: serialisable facts, each with the place it was read at. */
export interface RepositoryFacts {
  sdkDependencies: SdkDependency[];
}

export const DEPENDENCY_SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
/** A `catalog` is the shared table of versions that pnpm, yarn and bun keep beside the manifests. */
export type DependencySection = (typeof DEPENDENCY_SECTIONS)[number] | 'catalog';

/**
 * What a declared text refers to. `workspace` is code of this repository, `catalog` an entry of a shared table, and
 * `unknown` a text that no package manager here reads.
 */
export type SpecifierKind = 'exact' | 'range' | 'tag' | 'git' | 'url' | 'file' | 'workspace' | 'catalog' | 'unknown';

/** One declaration of the SDK in a manifest. */
export interface SdkDependency {
  /** The name it is installed under; an alias may differ from `klaviyo-api`. */
  name: string;
  section: DependencySection;
  /** The declared text, such as `^23.0.0`, `npm:klaviyo-api@23.0.0`, `workspace:*` or `catalog:`. */
  specifier: string;
  kind: SpecifierKind;
  /** Place of the value in the manifest. */
  at: Location;
}
