import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { insertFirst } from '../../eslint-plugin/edits/property-edit.ts';
import { staticName } from '../../eslint-plugin/program/node.ts';
import { alternativesOf, constantString, type ObjectValue } from '../../eslint-plugin/values/value.ts';
import { STRICT_HEADER, STRICT_OPTION } from '../../src/vendors/customerio/pipelines.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../customerio/analyze.ts';
import {
  type Construction,
  constructionAt,
  type ConstructionNode,
  lacksOption,
  optionsOf,
} from '../customerio/construction.ts';

type MessageId = 'notStrict' | 'switchedOff' | 'beStrict';

export default createRule<[], MessageId>({
  name: 'prefer-strict-mode',
  meta: {
    type: 'suggestion',
    docs: {
      description: "Prefer a 'PipelinesClient' in strict mode, so that invalid calls fail instead of being dropped",
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      notStrict:
        "Without 'strictMode' the Pipelines API answers 200 to calls that it then drops, so nobody sees what is lost. Pass 'strictMode: true'.",
      switchedOff:
        "'strictMode: false' lets the Pipelines API answer 200 to calls that it then drops, so nobody sees what is lost. Write 'true'.",
      beStrict: "Pass 'strictMode: true'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { isDouble } = analyze(context);
    if (isDouble) return {};
    const check = (node: ConstructionNode): void => {
      const construction = constructionAt(node);
      if (construction?.client !== 'PipelinesClient') return;
      const objects = optionsOf(construction);
      if (!objects || objects.some(sendsHeader)) return;
      if (lacksOption(objects, STRICT_OPTION)) {
        const fix = madeStrict(construction, context.sourceCode);
        const suggest = fix ? [{ messageId: 'beStrict' as const, fix }] : [];
        context.report({ node, messageId: 'notStrict', suggest });
        return;
      }
      const values = objects.map(({ properties }) => properties.get(STRICT_OPTION)?.());
      if (!values.every(value => value && constantString(value) === 'false')) return;
      const written = strictProperty(construction);
      const value = written?.value;
      const suggest =
        value?.type === 'Literal'
          ? [{ messageId: 'beStrict' as const, fix: (fixer: TSESLint.RuleFixer) => fixer.replaceText(value, 'true') }]
          : [];
      context.report({ node: written ?? node, messageId: 'switchedOff', suggest });
    };
    return { NewExpression: check, CallExpression: check };
  },
});

/** The header by itself does the same. */
function sendsHeader({ properties }: ObjectValue): boolean {
  const headers = properties.get('headers')?.();
  const choices = headers ? alternativesOf(headers) : [];
  return choices.some(
    choice =>
      choice.kind === 'object' &&
      [...choice.properties.keys()].some(name => name.toLowerCase() === STRICT_HEADER.toLowerCase()),
  );
}

function strictProperty({ options }: Construction): TSESTree.Property | undefined {
  if (options?.type !== 'ObjectExpression') return undefined;
  return options.properties.find(
    (each): each is TSESTree.Property => each.type === 'Property' && staticName(each) === STRICT_OPTION,
  );
}

/** Only where the options are written at the construction, or are left out behind the key. */
function madeStrict(
  { credentials: [key], options }: Construction,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | undefined {
  const text = `${STRICT_OPTION}: true`;
  if (options) return options.type === 'ObjectExpression' ? insertFirst(options, text, sourceCode) : undefined;
  return key && (fixer => fixer.insertTextAfter(key, `, { ${text} }`));
}
