import type { TSESLint } from '@typescript-eslint/utils';
import type { Vendor } from '../src/vendors/vendor.ts';
import type { RuleDocs } from './create-rule.ts';
import { BUGS_URL } from './help-url.ts';
import { installedSdk } from './installed-sdk.ts';
import { mayConcernVendor } from './program/relevance.ts';
import { projectPath } from './program/project-path.ts';
import { templateOf, visitTemplate } from './program/vue-template.ts';
import { withSdkVersion } from './settings.ts';
import { typeInformationProblem } from './type-information.ts';

type AnyRule = TSESLint.AnyRuleModule;
type Context = Parameters<AnyRule['create']>[0];
type Report = Parameters<Context['report']>[0];
type Listener = (node: never) => void;

/**
 * Makes a rule harmless in somebody else's ESLint run. It registers nothing for a file that cannot reach the vendor. If it throws, it
 * reports nothing for that file, says so once as a warning of the process, and ESLint goes on.
 *
 * @param id as users write it, such as `klaviyo/no-raw-http`
 */
export function guardRule<Rule extends AnyRule>(id: string, rule: Rule, vendor: Vendor): Rule {
  return {
    ...rule,
    create(context) {
      const reports: Report[] = [];
      const guard = createGuard(id, context, reports);
      const listeners =
        guard.run(() =>
          appliesTo(rule, context, vendor)
            ? rule.create(withReport(context, vendor, report => reports.push(report)))
            : {},
        ) ?? {};
      reportMissingTypes(context, vendor);
      return guardedListeners(withTemplates(listeners, context), guard, () => {
        for (const report of reports.splice(0)) context.report(report);
      });
    },
  };
}

const reported = new WeakSet<object>();

/** A configuration that does not fit is said once per file, by whichever rule comes first, and the rules do what they can. */
function reportMissingTypes(context: Context, { id, mentions }: Vendor): void {
  const problem = mentions(context.sourceCode.text) ? typeInformationProblem(context, id) : undefined;
  if (problem === undefined || reported.has(context.sourceCode)) return;
  reported.add(context.sourceCode);
  context.report({ loc: { line: 1, column: 0 }, message: problem } as unknown as Report);
}

/** A key needs no vendor to be one; its rule looks for signs of its own. */
function appliesTo({ meta }: AnyRule, context: Context, vendor: Vendor): boolean {
  const { looksAt } = (meta.docs ?? {}) as Partial<RuleDocs>;
  const isNamed = looksAt === 'named files' && vendor.mentions(projectPath(context.filename, context.cwd));
  return looksAt === 'every file' || isNamed || mayConcernVendor(context, vendor);
}

interface Guard {
  /** Runs a part of the rule; does nothing once a part has thrown. */
  run<Result>(part: () => Result): Result | undefined;
}

function createGuard(id: string, { filename }: Context, reports: Report[]): Guard {
  let hasFailed = false;
  return {
    run(part) {
      if (hasFailed) return undefined;
      try {
        return part();
      } catch (error) {
        hasFailed = true;
        reports.length = 0;
        warn(id, filename, error);
        return undefined;
      }
    },
  };
}

/** What a rule listens to is also in the template of a component, which is walked before the rule ends. */
function withTemplates(listeners: TSESLint.RuleListener, { sourceCode }: Context): TSESLint.RuleListener {
  const all = listeners as Record<string, Listener | undefined>;
  if (Object.keys(all).length === 0 || !templateOf(sourceCode.ast)) return listeners;
  return {
    ...listeners,
    'Program:exit'(node) {
      visitTemplate(sourceCode.ast, sourceCode.visitorKeys, (selector, inTemplate) =>
        all[selector]?.(inTemplate as never),
      );
      all['Program:exit']?.(node as never);
    },
  };
}

/** Reports are kept back until the end of the file, because a rule that fails half-way must not have reported half. */
function guardedListeners(listeners: TSESLint.RuleListener, guard: Guard, flush: () => void): TSESLint.RuleListener {
  const entries = Object.entries(listeners).map(([selector, listener]): [string, Listener] => [
    selector,
    node => guard.run(() => (listener as Listener)(node)),
  ]);
  const atEnd = listeners['Program:exit'] as Listener | undefined;
  if (entries.length === 0) return {};
  return Object.fromEntries([
    ...entries,
    [
      'Program:exit',
      (node: never): void => {
        guard.run(() => atEnd?.(node));
        flush();
      },
    ],
  ]);
}

/** What rules use of a context, which is frozen. What costs something in other engines is read when it is asked for. */
function withReport(context: Context, { id, sdk }: Vendor, report: (report: Report) => void): Context {
  return {
    id: context.id,
    options: context.options,
    settings: withSdkVersion(context.settings, id, () => installedSdk(context.physicalFilename, sdk.package)),
    languageOptions: context.languageOptions,
    filename: context.filename,
    physicalFilename: context.physicalFilename,
    cwd: context.cwd,
    get sourceCode() {
      return context.sourceCode;
    },
    report,
  } as Context;
}

/** An editor lints a file again with each key. */
const warned = new Set<string>();

/** The message of an error may repeat what it was about, so only its kind and its place in our code are reported. */
function warn(id: string, filename: string, error: unknown): void {
  if (warned.has(`${id} ${filename}`)) return;
  warned.add(`${id} ${filename}`);
  const { name, stack = '' } = error instanceof Error ? error : new Error(typeof error);
  const message = `The rule '${id}' failed on '${filename}' (${name}) and reports nothing there. Report it at ${BUGS_URL}.`;
  const detail = stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 10)
    .join('\n');
  globalThis.process?.emitWarning(message, { type: 'KlaviyoLintWarning', detail });
}
