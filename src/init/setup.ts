export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

/** How a folder is configured so far. Nothing of it is run to know that. */
export interface Setup {
  /** Whether there is a package.json. */
  hasManifest: boolean;
  /** What installs packages, and which file says so; npm where none does. */
  manager: { name: PackageManager; from: string | undefined; isClassicYarn: boolean };
  /** Whether its packages are in folders of their own. */
  isMonorepo: boolean;
  hasTypeScript: boolean;
  /** The packages that package.json names. */
  declared: ReadonlySet<string>;
  /** The configuration of ESLint, if there is one. */
  eslint: EslintSetup | undefined;
  /** The workflow that uses this tool, if there is one. */
  workflow: string | undefined;
  /** How many other workflows there are. */
  otherWorkflows: number;
  /** Paths of ours that exist. */
  existing: ReadonlySet<string>;
  /** Whether the folder is the root of its repository, which is where workflows have to be. */
  repository: 'root' | 'inside' | 'none';
  defaultBranch: string;
}

export interface EslintSetup {
  path: string;
  /** ESLint 9 and newer read a flat configuration only. */
  isFlat: boolean;
  isCommonJs: boolean;
  /** Whether it names the plugin already. */
  hasPlugin: boolean;
  /** Its whole text, if that can be written back as it was read. */
  text: string | undefined;
}
