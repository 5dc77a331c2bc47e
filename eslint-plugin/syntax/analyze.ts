import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { directRequests, type HttpRequest } from './direct-request.ts';
import { evaluate } from './evaluate.ts';
import { type Module, registerModule } from './module.ts';
import { originatingAt } from './reach.ts';
import { directSdkCalls, type SdkCall } from './sdk-call.ts';
import { readBudget } from './budget.ts';
import type { Value } from './value.ts';

/** The three questions that rules ask about a file. */
export interface Analysis {
  module: Module;
  /** What text, object or other value an expression can be. */
  valueOf(node: TSESTree.Node): Value;
  /** The HTTP requests of a call that satisfy a condition and for which this call is the place to say so. */
  requestsAt(call: TSESTree.CallExpression, condition: (request: HttpRequest) => boolean): HttpRequest[];
  /** The same for calls of the SDK. */
  sdkCallsAt(call: TSESTree.CallExpression, condition: (call: SdkCall) => boolean): SdkCall[];
}

/** Prepares the questions for the file that a rule looks at; all rules of a file share what was found. */
export function analyze(context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>): Analysis {
  const { ast, scopeManager } = context.sourceCode;
  if (!scopeManager) throw new Error('The parser gave no scope manager. Use ESLint’s own parser or @typescript-eslint/parser.');
  const module = registerModule(ast, scopeManager);
  return {
    module,
    valueOf(node) {
      readBudget.renew();
      return evaluate(node, module.frame);
    },
    requestsAt: (call, condition) => originatingAt(call, directRequests, condition),
    sdkCallsAt: (call, condition) => originatingAt(call, directSdkCalls, condition),
  };
}
