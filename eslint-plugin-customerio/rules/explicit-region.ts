import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importOf } from '../../eslint-plugin/edits/import-edit.ts';
import { insertFirst } from '../../eslint-plugin/edits/property-edit.ts';
import { REGION_NAMES } from '../../src/vendors/customerio/hosts.ts';
import { isSdkModule, REGION_SINCE, SDK_PACKAGE } from '../../src/vendors/customerio/sdk-release.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../customerio/analyze.ts';
import {
  type Construction,
  constructionAt,
  type ConstructionNode,
  lacksOption,
  optionsOf,
} from '../customerio/construction.ts';
import { clientOfOtherRegion, placeFrom } from '../customerio/own-region.ts';
import { releaseBefore } from '../customerio/release.ts';

type MessageId = 'noRegion' | 'noRegionYet' | 'otherRegion' | 'stateRegion';
type Context = Readonly<TSESLint.RuleContext<MessageId, []>>;

export default createRule<[], MessageId>({
  name: 'explicit-region',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require SDK clients to state the region of the account, because the default is the US',
      preset: 'recommended',
      severity: 'warning',
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      noRegion:
        "This '{{client}}' states no region, so it sends to the US, and the data of an account in the EU may be logged there. Pass the option 'region' with 'RegionUS' or 'RegionEU'.",
      noRegionYet:
        "This '{{client}}' sends to the US, because releases of 'customerio-node' before {{since}} know no region. Update the package, and pass the option 'region'.",
      otherRegion:
        'This client is for {{region}} and that in {{place}} for {{other}}, although the data of an account is in one region. Use the same region for both, from one setting.',
      stateRegion: "State '{{region}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { isDouble, module } = analyze(context);
    if (isDouble) return {};
    const check = (node: ConstructionNode): void => {
      const construction = constructionAt(node);
      if (!construction) return;
      const { client } = construction;
      const options = optionsOf(construction);
      if (options && lacksOption(options, 'region') && lacksOption(options, 'url')) {
        const isOld = releaseBefore(context, REGION_SINCE);
        context.report({
          node,
          messageId: isOld ? 'noRegionYet' : 'noRegion',
          data: isOld ? { client, since: REGION_SINCE } : { client },
          suggest: isOld ? [] : suggestions(construction, context),
        });
        return;
      }
      const other = clientOfOtherRegion(construction, module);
      if (!other) return;
      const region = other.region === 'us' ? 'eu' : 'us';
      const data = { region: REGION_NAMES[region], other: REGION_NAMES[other.region], place: placeFrom(other, node) };
      context.report({ node: regionNode(construction), messageId: 'otherRegion', data });
    };
    return { NewExpression: check, CallExpression: check };
  },
});

/** The option where it is written at the construction. */
function regionNode({ node, options }: Construction): TSESTree.Node {
  const properties = options?.type === 'ObjectExpression' ? options.properties : [];
  return (
    properties.find(each => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'region') ??
    node
  );
}

function suggestions(construction: Construction, { sourceCode }: Context): TSESLint.ReportSuggestionArray<MessageId> {
  if (construction.isDefaultExport) return [];
  return ['RegionUS', 'RegionEU'].flatMap(region => {
    const imported = importOf(sourceCode, { name: region, from: SDK_PACKAGE, isSame: isSdkModule });
    const stated = imported && statedRegion(construction, `region: ${imported.name}`, sourceCode);
    if (!stated) return [];
    const fix: TSESLint.ReportFixFunction = fixer => [
      ...imported.edit(fixer),
      ...([stated(fixer)].flat() as TSESLint.RuleFix[]),
    ];
    return [{ messageId: 'stateRegion' as const, data: { region }, fix }];
  });
}

/** Only where the options are written at the construction, or are left out behind all credentials. */
function statedRegion(
  { node, credentials, options, client }: Construction,
  text: string,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | undefined {
  if (options) return options.type === 'ObjectExpression' ? insertFirst(options, text, sourceCode) : undefined;
  const last = node.arguments.at(-1);
  const isComplete = last !== undefined && credentials.length === (client === 'TrackClient' ? 2 : 1);
  return isComplete ? fixer => fixer.insertTextAfter(last, `, { ${text} }`) : undefined;
}
