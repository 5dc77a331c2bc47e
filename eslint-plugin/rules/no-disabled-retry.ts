import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { analyze, type Analysis } from '../klaviyo/analyze.ts';
import { type OptionProblem, optionProblems, problemOfValue } from '../klaviyo/retries/option-problem.ts';
import { switchedOffClient } from '../klaviyo/retries/client-retries.ts';
import { productionBranches } from '../klaviyo/retries/production-branches.ts';
import { madeRetry, OPTION_FIXES, optionFixes, withoutRetry } from '../klaviyo/retries/option-fixes.ts';
import { hammeringRetry } from '../klaviyo/retries/retry-loops.ts';
import {
  assignedOption,
  fewestArguments,
  type GivenOptions,
  givenOptions,
  OPTIONS_OF,
  replacedOptions,
  takesRetries,
} from '../klaviyo/retries/retry-options.ts';
import { staticName, unwrap } from '../program/node.ts';
import { mayCallOwn } from '../program/own-names.ts';
import { isMocking, isTestFile } from '../program/test-file.ts';
import { sdkVersion } from '../settings.ts';
import type { ObjectValue, Value } from '../values/value.ts';
import { keysOf } from '../values/key-origins.ts';
import { moduleOf } from '../program/module.ts';

type MessageId =
  | OptionProblem['messageId']
  | keyof typeof OPTION_FIXES
  | 'clientSwitchedOff'
  | 'plainOptions'
  | 'fixedPause'
  | 'noPause';
type Context = Readonly<TSESLint.RuleContext<MessageId, []>>;

export default createRule<[], MessageId>({
  name: 'no-disabled-retry',
  meta: {
    type: 'problem',
    docs: {
      description: "Disallow options that disable or break retries, and retries that ignore 'Retry-After'",
      preset: 'recommended',
      severity: {
        switchedOff: 'error',
        clientSwitchedOff: 'error',
        without429: 'error',
        notNumbers: 'error',
        plainOptions: 'error',
        pauseLost: 'error',
        unknownOption: 'warning',
        ignoredAlone: 'warning',
        inSeconds: 'warning',
        inMilliseconds: 'warning',
        fixedPause: 'warning',
        noPause: 'error',
      },
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      ...OPTION_FIXES,
      switchedOff:
        "This '{{option}}' switches retries off, so a call fails at its first 429. Leave it out, and the SDK sends a request up to three times.",
      clientSwitchedOff:
        "This 'retry' switches off what '{{client}}' retries by itself, so a call of Klaviyo fails at its first 429. Leave it out.",
      without429:
        "This 'retryCodes' lacks 429, so a call fails as soon as Klaviyo limits it. Add 429 to the list, or leave the option out.",
      notNumbers:
        "This 'retryCodes' is no list of numbers, so no status is ever found in it. Write a list such as '[429, 503, 504, 524]', or leave the option out.",
      plainOptions:
        "'{{taker}}' takes an object of the SDK's retry class, and plain options do not retry as they say. Pass 'new {{class}}({{example}})'.",
      pauseLost:
        "In releases 6 to 13 '{{option}}' without 'startingDelay' erases the pause between two tries. Give 'startingDelay' too, such as 500.",
      unknownOption: "The SDK has no retry option '{{option}}' and ignores it. Use {{options}}.",
      ignoredAlone: "In releases 6 to 13 'startingDelay' has no effect by itself. Give 'numOfAttempts' too.",
      inSeconds: "'maxInterval' is in seconds, so this limit of the pause is never reached. Write seconds, such as 60.",
      inMilliseconds:
        "'startingDelay' is in milliseconds, so this is next to no pause. Write milliseconds, such as 500.",
      fixedPause:
        "This retry after 429 waits the same time whatever Klaviyo asks for, so it may meet the limit again. Wait as long as 'Retry-After' says, or longer each time.",
      noPause:
        "This retry after 429 does not wait, so it meets the limit again at once. Wait as long as 'Retry-After' says, or longer each time.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const { text } = context.sourceCode;
    if (isMocking(text) || isTestFile(analysis.module.path)) return {};
    const fewest = analysis.isAlone ? fewestArguments(text) : 1;
    const mayNameRetry = analysis.mayHold(namesRetry);
    const checkGiven = (node: TSESTree.NewExpression | TSESTree.CallExpression): void => {
      if (node.arguments.length < fewest || (analysis.isAlone && isOfOthers(node, analysis))) return;
      const given = givenOptions(node, () => majorOf(context), analysis.valueOf);
      if (given) reportGiven(given, analysis, context);
    };
    const checkRetry = (node: TSESTree.Node): void => {
      const retry = hammeringRetry(node, analysis);
      if (retry) context.report({ node: retry.node, messageId: retry.pauses === 'fixed' ? 'fixedPause' : 'noPause' });
    };
    const asksFor429 = /\b429\b/.test(text);
    return {
      NewExpression: checkGiven,
      CallExpression(node) {
        checkGiven(node);
        const off = mayNameRetry && node.arguments.length > 0 && switchedOffClient(node, analysis);
        if (off) {
          const key = off.keys.find(each => moduleOf(each) === analysis.module) ?? node;
          context.report({
            node: key,
            messageId: 'clientSwitchedOff',
            data: { client: off.client },
            suggest: withoutRetry(key, context.sourceCode),
          });
        }
        if (asksFor429) checkRetry(node);
      },
      AssignmentExpression(node) {
        const option = assignedOption(node, analysis.valueOf);
        const messageId = option && problemOfValue(option, analysis.valueOf(node.right), 'backoff');
        if (messageId) context.report({ node: node.left, messageId, data: { option } });
        const replaced = replacedOptions(node, analysis.valueOf);
        if (replaced) context.report({ ...replaced, messageId: 'switchedOff' });
      },
      ...(asksFor429 && { BinaryExpression: checkRetry, SwitchCase: checkRetry }),
    };
  },
});

/** Whether a call is by the name of a member that nothing in the file is given, and that is none of the SDK's. */
function isOfOthers(node: TSESTree.NewExpression | TSESTree.CallExpression, { module }: Analysis): boolean {
  const callee = unwrap(node.callee);
  const name = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  return name !== undefined && !OF_ANYTHING.has(name) && !takesRetries(name) && !mayCallOwn(node, module);
}

/** Members by which something may stand for what it is a member of. */
const OF_ANYTHING = new Set(['default', 'constructor']);

function namesRetry(text: string): boolean {
  return /retry|\\[ux]/i.test(text);
}

function majorOf(context: Context): number | undefined {
  const version = sdkVersion(context, 'klaviyo');
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

function reportGiven({ node, value, generation, takenBy }: GivenOptions, analysis: Analysis, context: Context): void {
  if (value.kind !== 'object') return;
  if (takenBy !== undefined) {
    if (isPlain(value))
      context.report({
        node,
        messageId: 'plainOptions',
        data: { taker: takenBy, ...classOf(generation) },
        suggest: generation ? madeRetry(node, classOf(generation).class, context.sourceCode) : [],
      });
    return;
  }
  if (!generation) return;
  const keyOf = (option: string): TSESTree.Node | undefined =>
    keysOf(value.properties.get(option)).findLast(key => moduleOf(key) === analysis.module);
  const problems = optionProblems(value, generation, option => productionValues(keyOf(option), analysis));
  for (const { option, messageId } of problems) {
    const options = OPTIONS_OF[generation].map(name => `'${name}'`).join(', ');
    const key = keyOf(option);
    context.report({
      node: key ?? node,
      messageId,
      data: { option, options },
      suggest: optionFixes(messageId, option, key, context.sourceCode),
    });
  }
}

/** What each branch of a conditional property holds that production may take. */
function productionValues(key: TSESTree.Node | undefined, { valueOf }: Analysis): Value[] {
  return key?.parent?.type === 'Property' ? productionBranches(key.parent.value).map(valueOf) : [];
}

/** An object of somebody's own that retries by itself is no options. */
function isPlain({ properties, open }: ObjectValue): boolean {
  return !open && properties.size > 0 && !properties.has('requestWithRetry') && !properties.has('options');
}

function classOf(generation: GivenOptions['generation']): { class: string; example: string } {
  return generation === 'options'
    ? { class: 'RetryOptions', example: '{ numOfAttempts: 3, timeMultiple: 5, startingDelay: 500 }' }
    : { class: 'RetryWithExponentialBackoff', example: '{ numRetries: 3 }' };
}
