import type { ProjectSdk } from '../../preflight/klaviyo/project-use.ts';
import { SDK_PACKAGE } from '../../vendors/klaviyo/sdk-release.ts';
import { dependenciesOf, lockedSdks } from '../../model/sdk-in-use.ts';
import { collectFacts } from './collect-facts.ts';
import { discover } from '../discovery/discover.ts';
import type { SdkDependency } from '../../model/facts.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { installedSdk } from './installed-sdk.ts';
import { createFileReader } from '../discovery/read-file.ts';
import { realFolder } from '../discovery/scope.ts';

/**
 * Reads which SDK the project in a folder declares, locks and has installed; nothing if there is no project.
 *
 * The manifest of the folder itself counts; only where that declares none, the first of its workspaces that does.
 *
 * @param searchPath where git is looked for
 */
export async function readProjectSdk(folder: string, searchPath?: string): Promise<ProjectSdk> {
  const root = realFolder(folder);
  const dependency =
    (await declaredIn(root, ['package.json', ...CATALOGS])) ??
    (await declaredIn(root, await manifestsIn(root, searchPath)));
  const installed = dependency === undefined ? installedSdk(root, '', SDK_PACKAGE) : dependency.installed;
  const locked = dependency && lockedSdks(dependency).find(({ version }) => version !== undefined)?.version;
  const declared = (dependency?.decidedBy ?? dependency)?.specifier;
  return {
    ...(declared !== undefined && { declared }),
    ...(locked !== undefined && { locked }),
    ...(installed && { installed: installed.version }),
  };
}

const CATALOGS = ['pnpm-workspace.yaml', '.yarnrc.yml'];

async function declaredIn(root: string, files: readonly string[]): Promise<SdkDependency | undefined> {
  const { facts } = await collectFacts(createFileReader(root), files, { root, listed: files });
  return dependenciesOf(SDK_PACKAGE, facts.sdkDependencies).find(
    ({ section }) => !['peerDependencies', 'catalog', 'override'].includes(section),
  );
}

async function manifestsIn(root: string, searchPath: string | undefined): Promise<string[]> {
  const { files } = await discover(root, searchPath);
  return files.filter(path => ['manifest', 'catalog'].includes(fileKind(path) ?? ''));
}
