import type { EvidenceFacts } from './evidence-facts.ts';
import type { Location } from './finding.ts';
import type { VendorId } from '../vendors/sdks.ts';

/** The facts about a repository that checks get: serialisable facts, each with the place it was read at. */
export interface RepositoryFacts {
  /** Those of every vendor; `sdksOf` keeps those of one. */
  sdkDependencies: SdkDependency[];
  /** The lock files that govern one of `sdkDependencies`; none is read where nothing declares an SDK. */
  lockFiles: LockFile[];
  /** Declarations of the packages that came before the SDK. */
  legacyDependencies: LegacyDependency[];
  /** Env files with a real secret of a vendor; one that git ignores and does not track is none. */
  envFiles: EnvFile[];
  /** What is said about the Node that runs what depends on an SDK that asks for one. */
  nodeVersions?: NodeVersion[];
  /** What comments silence, where a base is known. */
  suppressions: SuppressionFact[];
  /** What the checklist looks for signs in; absent where no checklist was asked for. */
  evidence?: EvidenceFacts;
}

/** One finding that a comment silences. */
export interface SuppressionFact {
  /** The rule that found it. */
  ruleId: string;
  at: Location;
  /** The reason that the comment gives; empty where it gives none. */
  reason: string;
  /** The change since the base brings it. */
  isNew: boolean;
}

export const DEPENDENCY_SECTIONS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;
/**
 * A `catalog` is the shared table of versions that pnpm, yarn and bun keep beside the manifests, an `override` what the root says
 * in place of what is declared: npm's and bun's `overrides`, yarn's `resolutions`, pnpm's `overrides`.
 */
export type DependencySection = (typeof DEPENDENCY_SECTIONS)[number] | 'catalog' | 'override';

/**
 * What a declared text refers to. `workspace` is code of this repository, `catalog` an entry of a shared table, `commit` a git
 * repository at one full hash, and `unknown` a text that no package manager here reads.
 */
export type SpecifierKind =
  'exact' | 'range' | 'tag' | 'git' | 'commit' | 'url' | 'file' | 'workspace' | 'catalog' | 'unknown';

/** One declaration of an SDK in a manifest, a catalog or a table of overrides. */
export interface SdkDependency {
  /** The name it is installed under; an alias may differ from that of the package. */
  name: string;
  /** What is really installed: the SDK, or a fork that takes its place. */
  packageName: string;
  section: DependencySection;
  /** The declared text, such as `^23.0.0`, `npm:klaviyo-api@23.0.0`, `workspace:*` or `catalog:`. */
  specifier: string;
  kind: SpecifierKind;
  /** The version or range in it as semver reads it, without an alias: `23.0.0`, `^23.0.0`. */
  range?: string;
  /** Place of the value in the manifest. */
  at: Location;
  /** The folder that decides for it, with the lock file or the root of its workspace; empty for the checked folder. It may begin with `../`. */
  root: string;
  /** What decides in place of this declaration: an override of the root, else the entry of a catalog that it refers to. */
  decidedBy?: Pick<SdkDependency, 'section' | 'specifier' | 'kind' | 'range' | 'at'>;
  /** Its versions in the lock files beside or above; empty where there is none, for a peer, and for a catalog or override. */
  locks: DependencyLock[];
  /** The name of a lock file that `.gitignore` leaves out, where none is there. */
  ignoredLock?: string;
  /** What stands in `node_modules` for it, if anything. */
  installed?: InstalledSdk;
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** The version of one declaration in one lock file. */
export interface DependencyLock {
  /** Path of the lock file. */
  path: string;
  manager: PackageManager;
  /** `missing`: it does not hold what is declared. `unread`: it is among what was skipped. */
  state: 'held' | 'missing' | 'unread';
  /** What it installs; there when it is held. */
  sdk?: LockedSdk;
}

/** A copy of an SDK in a lock file. */
export interface LockedSdk {
  /** The name it is installed under. */
  name: string;
  /** The package, where it is installed under another name. */
  packageName?: string;
  /** Absent where the lock file does not say, as for the archive of a commit. */
  version?: string;
  /** The version of axios that it loads, where the lock file says. */
  axios?: string;
  /** Place of its entry in the lock file. */
  at: Location;
}

export interface LockFile {
  path: string;
  manager: PackageManager;
  /** It is on the disk, but `.gitignore` leaves it out. */
  isIgnored: boolean;
  isRead: boolean;
  /** Every copy of an SDK in it, also what only other packages load. */
  sdks: LockedSdk[];
}

export interface InstalledSdk {
  version: string;
  /** Path of its `package.json`. */
  path: string;
}

/** A declaration of a package that came before the SDK. */
export interface LegacyDependency {
  packageName: string;
  section: DependencySection;
  at: Location;
}

/** A file such as `.env`. */
export interface EnvFile {
  path: string;
  /** Whether git tracks it; otherwise it is only not ignored. */
  isTracked: boolean;
  secrets: EnvSecret[];
}

export interface EnvSecret {
  /** Whose secret it is. */
  vendor: VendorId;
  /** The variable; what it holds stays where it is. */
  name: string;
  /** Place of the value. */
  at: Location;
  /** That of the key; another secret has none. */
  fingerprint?: string;
}

/** One place that says which Node runs the code of a folder. */
export interface NodeVersion {
  /** `engines` of a manifest, a version file, or a version that a workflow installs. */
  by: 'engines' | 'version-file' | 'workflow';
  /** As it is written. */
  text: string;
  /** The versions that it admits, as semver reads them. */
  range: string;
  /** The folder that it counts for, with all below; empty for the checked folder. */
  folder: string;
  at: Location;
}
