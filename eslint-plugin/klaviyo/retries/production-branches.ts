import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, staticName, unwrap } from '../../program/node.ts';

/** The words of a name or a text that say that it is about production, or about anything but production. */
const PRODUCTION = new Set(['prod', 'production', 'live']);
const ELSEWHERE = new Set(
  'test tests testing tested spec jest vitest mocha mock mocks mocked fake stub dry dev devel development local localhost debug staging stage sandbox preview demo ci qa e2e offline simulate simulated simulator emulator'.split(
    ' ',
  ),
);
const NEGATION = new Set(['not', 'non', 'no', 'pre', 'without']);
/** A switch for the retries themselves may never be used. */
const SWITCH = new Set([
  'retry',
  'retries',
  'disable',
  'disabled',
  'enable',
  'enabled',
  'off',
  'skip',
  'flag',
  'feature',
]);

/**
 * The branches of a conditional expression, also of one in a constant, that production may take: all that are not for tests or
 * development. None for what a caller decides, and for anything else.
 */
export function productionBranches(node: TSESTree.Node): TSESTree.Node[] {
  const at = unwrap(node);
  if (at.type === 'Identifier') {
    const init = constantInit(at);
    return init && unwrap(init).type === 'ConditionalExpression' ? productionBranches(init) : [];
  }
  if (at.type !== 'ConditionalExpression') return [];
  return branchesTaken(at).flatMap(branch =>
    unwrap(branch).type === 'ConditionalExpression' ? productionBranches(branch) : [branch],
  );
}

function branchesTaken({ test, consequent, alternate }: TSESTree.ConditionalExpression): TSESTree.Node[] {
  switch (inProduction(test)) {
    case true:
      return [consequent];
    case false:
      return [alternate];
    case 'either':
      return [consequent, alternate];
    case 'unknown':
      return [];
  }
}

/** What a condition comes to in production; `either` for what nothing but the code and its environment decides. */
type Outcome = boolean | 'either' | 'unknown';

function inProduction(test: TSESTree.Node): Outcome {
  const at = unwrap(test);
  switch (at.type) {
    case 'UnaryExpression':
      return at.operator === '!' ? negated(inProduction(at.argument)) : 'unknown';
    case 'LogicalExpression':
      return ofLogical(at);
    case 'BinaryExpression':
      return ofComparison(at);
    case 'Identifier':
      return ofVariable(at);
    case 'MemberExpression':
      return isFixedHere(at) ? ofWords(staticName(at) ?? '') : 'unknown';
    case 'CallExpression':
      return at.arguments.length === 0 ? inProduction(at.callee) : 'unknown';
    default:
      return 'unknown';
  }
}

function negated(outcome: Outcome): Outcome {
  return typeof outcome === 'boolean' ? !outcome : outcome;
}

function ofLogical({ operator, left, right }: TSESTree.LogicalExpression): Outcome {
  const outcomes = [inProduction(left), inProduction(right)];
  if (operator === '??' || outcomes.includes('unknown')) return 'unknown';
  const deciding = operator === '||';
  if (outcomes.includes(deciding)) return deciding;
  return outcomes.includes('either') ? 'either' : !deciding;
}

function ofComparison({ operator, left, right }: TSESTree.BinaryExpression): Outcome {
  if (!/^[!=]==?$/.test(operator)) return 'unknown';
  const [text, other] = textOf(left) === undefined ? [textOf(right), left] : [textOf(left), right];
  if (text === undefined || !isFixedHere(unwrap(other))) return 'unknown';
  const outcome = ofWords(text);
  return operator.startsWith('=') ? outcome : negated(outcome);
}

function textOf(node: TSESTree.Node): string | undefined {
  const at = unwrap(node);
  return at.type === 'Literal' && typeof at.value === 'string' ? at.value : undefined;
}

/** What a constant holds tells more than its name. */
function ofVariable(identifier: TSESTree.Identifier): Outcome {
  const init = constantInit(identifier);
  const held = init ? inProduction(init) : isFixedHere(identifier) ? 'either' : 'unknown';
  if (typeof held === 'boolean') return held;
  const named = ofWords(identifier.name);
  return named === 'either' ? held : named;
}

function ofWords(name: string): Outcome {
  const words = wordsOf(name);
  const has = (meant: ReadonlySet<string>): boolean => words.some(word => meant.has(word));
  if (has(SWITCH)) return 'unknown';
  if (!has(PRODUCTION) && !has(ELSEWHERE)) return 'either';
  return has(NEGATION) ? 'unknown' : has(PRODUCTION);
}

/** `isProdBuild` and `IS_PROD_BUILD` have the words `is`, `prod` and `build`. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

/** Whether an expression reads a global, what is imported or a constant of the module, so that no caller decides. */
function isFixedHere(node: TSESTree.Node): boolean {
  let at = node;
  while (at.type === 'MemberExpression') at = unwrap(at.object);
  if (at.type === 'MetaProperty') return true;
  if (at.type !== 'Identifier') return false;
  return (variableOf(at)?.defs ?? []).every(definition => {
    if (definition.type !== 'Variable')
      return definition.type === 'ImportBinding' || definition.type === 'FunctionName';
    const { parent, name, node: declarator } = definition;
    if (parent.kind !== 'const') return false;
    return enclosingFunction(name) === undefined || (declarator.init !== null && isFixedHere(unwrap(declarator.init)));
  });
}

function constantInit(identifier: TSESTree.Identifier): TSESTree.Expression | undefined {
  const [definition] = variableOf(identifier)?.defs ?? [];
  if (definition?.type !== 'Variable' || definition.parent.kind !== 'const') return undefined;
  const { id, init } = definition.node;
  return id.type === 'Identifier' ? (init ?? undefined) : undefined;
}
