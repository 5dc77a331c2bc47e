import { relative, sep } from 'node:path';
import { locateEndpoint, isKlaviyoScheme } from '../../vendors/klaviyo/endpoints.ts';
import { findMethod, findOperation, type Operation } from '../../vendors/klaviyo/operations.ts';
import { scopesOf } from '../../vendors/klaviyo/scopes.ts';
import type { CodeUse, OperationUse } from '../../preflight/klaviyo/project-use.ts';
import type { CollectedCall } from '../../../eslint-plugin/klaviyo/collect-calls.ts';
import type { ConfigurationSource } from '../discovery/configuration.ts';
import { indexLines } from '../discovery/line-index.ts';
import { lintFiles } from './lint-files.ts';
import { openProject, type Project } from '../discovery/project.ts';
import { readShellFile } from '../shell/read-shell-file.ts';
import type { ShellRequest } from '../shell/request.ts';
import { flatten, type Value } from '../shell/text.ts';

export interface CodeUseOptions {
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  configuration: ConfigurationSource;
  /** What to keep of the folder, relative to it; everything if there are none. */
  paths?: readonly string[];
  /** Where git is looked for. */
  searchPath?: string | undefined;
  /** When no further file is begun, in the milliseconds of `performance.now()`. */
  deadline?: number;
}

/**
 * Finds what the code in a folder uses of the vendor: through the SDK, raw, and in commands of a shell. Comments cannot hide a call.
 *
 * @throws UsageError for a wrong configuration
 */
export async function readCodeUse(
  folder: string,
  { asOf, configuration, paths = [], searchPath, deadline }: CodeUseOptions,
): Promise<CodeUse> {
  const project = await openProject(folder, { paths, configuration, searchPath });
  const calls: CollectedCall[] = [];
  const { createCallCollector, isTestFile } = await import('./eslint-linter.ts');
  const rules = {
    'collect-calls': createCallCollector(call =>
      calls.push({ ...call, file: relative(project.root, call.file).split(sep).join('/') }),
    ),
  };
  const { skipped } = await lintFiles(project.read, project.files, {
    root: project.root,
    asOf,
    rules,
    isCollecting: true,
    ...(deadline !== undefined && { deadline }),
  });
  // What tests call is not what goes live.
  const live = [...calls, ...(await shellCalls(project))].filter(({ file }) => !isTestFile(file));
  const operations = unique(live.flatMap(useOf), use => `${use.operation} ${use.path}:${use.line}`);
  const revisions = unique(
    live.flatMap(call =>
      call.kind === 'revision' ? [{ revision: call.revision, path: call.file, line: call.line }] : [],
    ),
    use => `${use.revision} ${use.path}:${use.line}`,
  );
  return {
    operations: operations.sort(byPlace),
    revisions: revisions.sort(byPlace),
    unread: [...project.skipped, ...skipped].length,
  };
}

function useOf(call: CollectedCall): OperationUse[] {
  if (call.kind === 'revision') return [];
  const place = { path: call.file, line: call.line };
  if (call.kind === 'sdk')
    return [use(findMethod(call.apiClass, call.method), `${call.apiClass}.${call.method}`, place)];
  const isKnown = !call.path.includes('**');
  return [
    use(isKnown ? findOperation(call.verb, call.path) : undefined, [call.verb ?? '?', call.path].join(' '), place),
  ];
}

function use(operation: Operation | undefined, fallback: string, place: { path: string; line: number }): OperationUse {
  if (operation?.sdk === undefined) return { operation: fallback, scopes: [], ...place };
  const { apiClass, method } = operation.sdk;
  return {
    operation: fallback.includes('.') ? `${apiClass}.${method}` : `${operation.verb} ${operation.path}`,
    scopes: scopesOf(apiClass, method),
    limit: operation.limit,
    ...place,
  };
}

/** The parsers are loaded when the first file with commands of a shell is met. */
async function shellCalls({ files, read }: Project): Promise<CollectedCall[]> {
  const shells = files.flatMap(path => readShellFile(read, path) ?? []).filter(file => 'kind' in file);
  if (shells.length === 0) return [];
  const { readShellText } = await import('../shell/shell-commands.ts');
  return shells.flatMap(({ kind, text, path }) => {
    const lines = indexLines(text);
    return readShellText(kind, text).requests.flatMap(request => shellCall(request, path, lines.lineOf(request.start)));
  });
}

function shellCall(request: ShellRequest, file: string, line: number): CollectedCall[] {
  const evidence = {
    hasKlaviyoScheme: textsOf(request.headers.get('authorization')).some(isKlaviyoScheme),
    isPathOwn: false,
  };
  const [endpoint] = textsOf(request.url).flatMap(url => locateEndpoint(url, evidence) ?? []);
  return endpoint?.audience === 'private' ? [{ kind: 'raw', verb: request.verb, path: endpoint.path, file, line }] : [];
}

function textsOf(value: Value = []): string[] {
  return value.map(flatten);
}

function unique<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  return [...new Map(items.map(item => [nameOf(item), item])).values()];
}

function byPlace(left: { path: string; line: number }, right: { path: string; line: number }): number {
  return left.path === right.path ? left.line - right.line : left.path < right.path ? -1 : 1;
}
