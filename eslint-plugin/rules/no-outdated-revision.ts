import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { problemWith, type RevisionProblem } from '../../src/klaviyo/revision-problem.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../syntax/analyze.ts';
import { today } from '../settings.ts';

type MessageId = RevisionProblem['messageId'] | 'useNewest';

export default createRule<[], MessageId>({
  name: 'no-outdated-revision',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow API revisions that Klaviyo retired, deprecated or never published',
      preset: 'recommended',
      severity: { retired: 'error', deprecated: 'warning', prerelease: 'warning', unpublished: 'warning', malformed: 'error' },
      since: '0.1.0',
    },
    hasSuggestions: true,
    messages: {
      retired: "Revision '{{revision}}' was retired on {{on}}; Klaviyo now answers in the shape of '{{servedAs}}'. Move to '{{newest}}' and test the difference.",
      deprecated: "Revision '{{revision}}' is deprecated and will be retired on {{retiresOn}}. Move to '{{newest}}' before that day.",
      prerelease: "Revision '{{revision}}' is a pre-release, which may change without notice. Send a published one, such as '{{newest}}'.",
      unpublished: "'{{revision}}' is not a published revision of Klaviyo's API. Send one that is, such as '{{newest}}'.",
      malformed: "'{{revision}}' is not in the form of a revision, YYYY-MM-DD. Send a published one, such as '{{newest}}'.",
      useNewest: "Send the newest stable revision, '{{newest}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const asOf = today(context);
    const reported = new Set<TSESTree.Node>();

    return {
      'Program:exit'() {
        for (const { node, text } of analysis.revisions()) {
          const problem = reported.has(node) ? undefined : problemWith(text, asOf);
          if (!problem) continue;
          reported.add(node);
          context.report({ node, ...problem, suggest: replacement(node, text, problem.data) });
        }
      },
    };
  },
});

function replacement(node: TSESTree.Node, text: string, { newest = '' }: Record<string, string>): TSESLint.ReportSuggestionArray<MessageId> {
  const start = node.range[0] + 1;
  if (newest === '' || (node.type !== 'Literal' && node.type !== 'TemplateElement')) return [];
  return [{ messageId: 'useNewest', data: { newest }, fix: fixer => fixer.replaceTextRange([start, start + text.length], newest) }];
}
