import type { TSESTree } from '@typescript-eslint/utils';
import { analyze } from '../klaviyo/analyze.ts';
import type { UpgradeRule } from './create-upgrade-rule.ts';
import { importedName } from './imported-name.ts';

/** By name: the last release of the SDK that exports it. */
type RemovedNames = Readonly<Record<string, string>>;

/** Reports what a file takes out of the SDK that the target of an upgrade does not export. */
export const removedExport: UpgradeRule<'removed', [RemovedNames?]> = {
  meta: {
    type: 'problem',
    docs: { description: 'Names that the target of an upgrade does not export', severity: 'error' },
    messages: {
      removed:
        "The last release that exports '{{name}}' is {{version}}. Import what takes its place from the types of the new release.",
    },
    schema: [{ type: 'object', additionalProperties: { type: 'string' } }],
    defaultOptions: [],
  },
  create(context) {
    const [removed = {}] = context.options;
    const analysis = analyze(context);
    const check = (node: TSESTree.Node): void => {
      const found = importedName(node, analysis);
      if (!found || !Object.hasOwn(removed, found.name)) return;
      context.report({
        node: found.node,
        messageId: 'removed',
        data: { name: found.name, version: removed[found.name] },
      });
    };
    return {
      ImportSpecifier: check,
      ExportSpecifier: check,
      Property: check,
      MemberExpression: check,
      TSQualifiedName: check,
      TSImportType: check,
    };
  },
};
