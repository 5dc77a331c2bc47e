import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { reportedAt } from '../../eslint-plugin/call-graph/reported-at.ts';
import { type EffectQuery, ownEffects } from '../../eslint-plugin/call-graph/effects.ts';
import { recordWay } from '../../eslint-plugin/call-graph/way.ts';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';
import { requests } from '../../eslint-plugin/vendor/requests.ts';
import { type Module, registerModule } from '../../eslint-plugin/program/module.ts';
import { implementingFor, othersFor, packageOfFor, resolverFor } from '../../eslint-plugin/program/program-modules.ts';
import { projectPath } from '../../eslint-plugin/program/project-path.ts';
import { isMocking, isTestFile } from '../../eslint-plugin/program/test-file.ts';
import { type SdkCall, sdkCalls } from './sdk-call.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

export interface Analysis {
  module: Module;
  /** Whether nothing in the file reaches anybody, because it is a test or replaces what it calls. */
  isDouble: boolean;
  requestsAt(call: TSESTree.CallExpression, condition: (request: HttpRequest) => boolean): HttpRequest[];
  sdkCallsAt(call: TSESTree.CallExpression, condition: (call: SdkCall) => boolean): SdkCall[];
}

export function analyze(context: Context): Analysis {
  const { ast, scopeManager, visitorKeys, text } = context.sourceCode;
  if (!scopeManager) throw new Error('no scope manager');
  const module = registerModule({
    ast,
    scopeManager,
    visitorKeys,
    fileName: context.filename,
    path: projectPath(context.filename, context.cwd),
    text,
    resolve: resolverFor(context),
    packageOf: packageOfFor(context),
    others: othersFor(context),
    implementing: implementingFor(context),
  });
  const isMocked = isMocking(text);
  const isTest = isTestFile(module.path);
  const effectsAt = <T>(call: TSESTree.CallExpression, query: EffectQuery<T>, condition: (what: T) => boolean): T[] => {
    if (isMocked) return [];
    if (isTest) return ownEffects(call, query).filter(condition);
    const found = reportedAt(call, query, condition);
    for (const { via, way } of found) if (via) recordWay(call, way);
    return found.map(({ what }) => what);
  };
  return {
    module,
    isDouble: isMocked || isTest,
    requestsAt: (call, condition) => effectsAt(call, requests, condition),
    sdkCallsAt: (call, condition) => effectsAt(call, sdkCalls, condition),
  };
}
