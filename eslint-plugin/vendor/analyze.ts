import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../src/vendors/vendor.ts';
import { type HttpRequest, templateRequests } from '../http/request.ts';
import { requestsTo } from './requests/requests.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import { type Module, moduleOf, registerModule } from '../program/module.ts';
import {
  everyFor,
  implementingFor,
  importingFor,
  othersFor,
  packageOfFor,
  resolverFor,
  linkedFor,
} from '../program/program-modules.ts';
import { staticName, unwrap } from '../program/node.ts';
import { hasComputedNames } from '../program/computed-names.ts';
import { mayCallOwn } from '../program/own-names.ts';
import { mayConcernAnyVendor } from '../program/relevance.ts';
import { type EffectQuery, ownEffects } from '../call-graph/effects.ts';
import { reportedAt } from '../call-graph/reported-at.ts';
import { recordOrigin } from '../call-graph/origins.ts';
import { recordWay } from '../call-graph/way.ts';
import { projectFilesOf } from '../program/project-files.ts';
import { projectPath } from '../program/project-path.ts';
import { someVisibleText } from '../program/visible-texts.ts';
import { perVendor } from './per-vendor.ts';
import { type SdkMethodName, sdkMethodNames } from './requests/sdk-method-name.ts';
import { type SdkCall, sdkCallsOf } from './requests/sdk-call.ts';
import { isMocking, isTestFile } from '../program/test-file.ts';
import type { Value } from '../values/value.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** What rules can query about a file. */
export interface Analysis {
  module: Module;
  /** No other file can be seen, so that all that is known of the values of this one stands in its own text. */
  isAlone: boolean;
  /** Returns whether a text from which a value of this file can come passes a test. @param test is the same function each time */
  mayHold(test: (text: string) => boolean): boolean;
  /** The text, object or other value that an expression can be. */
  valueOf(node: TSESTree.Node): Value;
  /** The HTTP requests to the vendor of a call that satisfy a condition and are to be reported at this call. */
  requestsAt(call: TSESTree.CallExpression, condition: (request: HttpRequest) => boolean): HttpRequest[];
  /** The same for the command of a shell in a tagged template. */
  requestsInTemplate(
    node: TSESTree.TaggedTemplateExpression,
    condition: (request: HttpRequest) => boolean,
  ): HttpRequest[];
  /** The same as `requestsAt` for calls of the SDK, or only for those of some methods. */
  sdkCallsAt(
    call: TSESTree.CallExpression,
    condition: (call: SdkCall) => boolean,
    methods?: readonly string[],
  ): SdkCall[];
  /** The methods of the SDK that a member, a property of a pattern or a type names. */
  sdkMethodNames(node: TSESTree.Node, isWanted: (name: string) => boolean): SdkMethodName[];
  /**
   * What is sent, in this file, by its own calls and, where it may be sent by them, by those of other files.
   *
   * @param search gives what the calls of a module send, in whatever file it stands
   */
  sentIn<Found extends { node: TSESTree.Node }>(search: (sender: Module) => Found[], where: MaySend): Found[];
}

/** What the text of a file tells of what is searched in it. */
export interface MaySend {
  mayBeHere: boolean;
  /** Asked only where there are other files. */
  mayBeSentElsewhere(): boolean;
}

/** Other files parse this one anew; what they found is put on the node that stands at the same place here. */
function foundHere<Found extends { node: TSESTree.Node }>(
  found: readonly Found[],
  { sourceCode, filename }: Context,
): Found[] {
  const here = found.filter(({ node }) => moduleOf(node)?.fileName === filename);
  return here.flatMap(item => {
    const [start, end] = item.node.range;
    let own = sourceCode.getNodeByRangeIndex(start);
    while (own?.parent && own.range[1] < end) own = own.parent;
    return own ? [{ ...item, node: own }] : [];
  });
}

/** What the text and the path of a file tell, for all rules. */
interface FileFacts {
  isMocked: boolean;
  isTest: boolean;
  mayNameApi: boolean;
}

const facts = perVendor(() => new WeakMap<Module, FileFacts>());

function factsOf(module: Module, vendor: Vendor): FileFacts {
  const { text, path } = module;
  const known = facts(vendor).get(module) ?? {
    isMocked: isMocking(text),
    isTest: isTestFile(path),
    mayNameApi: vendor.mayNameApi(text),
  };
  facts(vendor).set(module, known);
  return known;
}

/** Whether a call of a module that is seen alone may lead to one of these methods of the SDK. */
function mayLeadTo(methods: readonly string[], call: TSESTree.CallExpression, module: Module): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  return mayName(methods, module) && ((name !== undefined && methods.includes(name)) || mayCallOwn(call, module));
}

const named = new WeakMap<Module, Map<readonly string[], boolean>>();

function mayName(methods: readonly string[], module: Module): boolean {
  const ofModule = named.get(module) ?? new Map<readonly string[], boolean>();
  named.set(module, ofModule);
  const { text } = module;
  const isNamed =
    ofModule.get(methods) ??
    (methods.some(method => text.includes(method)) || /\\[ux]/.test(text) || hasComputedNames(module));
  ofModule.set(methods, isNamed);
  return isNamed;
}

const analyses = perVendor(() => new WeakMap<object, Analysis>());

/** Prepares the queries for the file that a rule analyzes; all rules of a file share the results, and all vendors its values. */
export function analyze(context: Context, vendor: Vendor): Analysis {
  const ofVendor = analyses(vendor);
  const known = ofVendor.get(context.sourceCode) ?? createAnalysis(context, vendor);
  ofVendor.set(context.sourceCode, known);
  return known;
}

function createAnalysis(context: Context, vendor: Vendor): Analysis {
  const { ast, scopeManager, visitorKeys, text } = context.sourceCode;
  if (!scopeManager)
    throw new Error('The parser gave no scope manager. Use ESLint’s own parser or @typescript-eslint/parser.');
  // Only for a key in pieces is a file read that has nothing to do with any vendor, and then alone.
  const others = mayConcernAnyVendor(context)
    ? {
        resolve: resolverFor(context),
        packageOf: packageOfFor(context),
        others: othersFor(context),
        linked: linkedFor(context),
        importing: importingFor(context),
        every: resolverFor(context) && everyFor(context),
        implementing: implementingFor(context),
      }
    : {};
  const module = registerModule({
    ast,
    scopeManager,
    visitorKeys,
    fileName: context.filename,
    path: projectPath(context.filename, context.cwd),
    text,
    ...others,
  });
  const { isMocked, isTest, mayNameApi: isApiNamed } = factsOf(module, vendor);
  const effectsAt = <T>(call: TSESTree.CallExpression, query: EffectQuery<T>, condition: (what: T) => boolean): T[] => {
    if (isMocked) return [];
    // What a test passes to wrappers of the project is sample data.
    if (isTest) return ownEffects(call, query).filter(condition);
    const found = reportedAt(call, query, condition);
    for (const { via, way } of found) if (via) recordWay(call, way);
    return found.map(({ what }) => what);
  };
  const isAlone = resolverFor(context) === undefined;
  const mayHold = (test: (ofText: string) => boolean): boolean => {
    if (isAlone) return test(text);
    const files = projectFilesOf(context);
    // Where all files are analyzed, what cannot be followed is reported as well.
    return !files || files.areAnalyzed === true || someVisibleText(context.filename, files, test);
  };
  const mayHaveRequests = isAlone ? isApiNamed : mayHold(vendor.mayNameApi);
  return {
    module,
    isAlone,
    mayHold,
    valueOf: node => evaluate(node, module.frame),
    requestsAt: (call, condition) => (mayHaveRequests ? effectsAt(call, requestsTo(vendor), condition) : []),
    requestsInTemplate: (node, condition) =>
      mayHaveRequests ? templateRequests(node, module.frame).filter(condition) : [],
    sdkMethodNames(node, isWanted) {
      if (isMocked) return [];
      return sdkMethodNames(node, { frame: module.frame, vendor }, isWanted);
    },
    sdkCallsAt: (call, condition, methods) =>
      methods && isAlone && !mayLeadTo(methods, call, module) ? [] : effectsAt(call, sdkCallsOf(vendor), condition),
    sentIn(search, { mayBeHere, mayBeSentElsewhere }) {
      if (isMocked || !mayBeHere) return [];
      const elsewhere = !isAlone && mayBeSentElsewhere() ? module.others() : [];
      const sent = search(module).map(found => ({ found, origin: moduleOf(found.node) }));
      for (const { origin } of sent) if (origin && origin !== module) recordOrigin(() => origin.path);
      return [
        ...sent.flatMap(({ found, origin }) => (origin === module ? [found] : [])),
        ...elsewhere
          .map(search)
          .filter(({ length }) => length > 0)
          .flatMap(found => foundHere(found, context)),
      ];
    },
  };
}
