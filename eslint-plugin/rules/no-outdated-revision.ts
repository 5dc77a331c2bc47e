import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { compareReleases } from '../../src/vendors/klaviyo/method-history.ts';
import { problemWith, type RevisionProblem } from '../../src/messages/revision-problem.ts';
import { createRule } from '../create-rule.ts';
import { mayBeText } from '../edits/declared-type.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { sdkVersion, today } from '../settings.ts';

type MessageId = RevisionProblem['messageId'] | 'useNewest';

/** From here on the session sets the revision, and no header of the caller changes it. Source: klaviyo-api 8.0.2 and 9.0.0; read 2026-11-20. */
const FIRST_WITH_OWN_REVISION = '9';

export default createRule<[], MessageId>({
  name: 'no-outdated-revision',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow API revisions that Klaviyo retired, deprecated or never published',
      preset: 'recommended',
      severity: {
        retired: 'error',
        deprecated: 'warning',
        prerelease: 'warning',
        unpublished: 'warning',
        malformed: 'error',
        wrongAndNoneStable: 'error',
        oldAndNoneStable: 'warning',
      },
      since: '0.1.0',
    },
    hasSuggestions: true,
    messages: {
      retired:
        "Revision '{{revision}}' was retired on {{on}}; Klaviyo now answers in the shape of '{{servedAs}}'. Move to '{{newest}}' and test the difference.",
      deprecated:
        "Revision '{{revision}}' is deprecated and will be retired on {{retiresOn}}. Move to '{{newest}}' before that day.",
      prerelease:
        "Revision '{{revision}}' is a pre-release, which may change without notice. Send a published one, such as '{{newest}}'.",
      unpublished:
        "'{{revision}}' is not a published revision of Klaviyo's API. Send one that is, such as '{{newest}}'.",
      malformed:
        "'{{revision}}' is not in the form of a revision, YYYY-MM-DD. Send a published one, such as '{{newest}}'.",
      wrongAndNoneStable:
        "Revision '{{revision}}' {{fault}}, and none that this release of klaviyo-lint knows is stable any more. Update klaviyo-lint, and send the revision that it then names.",
      oldAndNoneStable:
        "Revision '{{revision}}' {{fault}}, and none that this release of klaviyo-lint knows is stable any more. Update klaviyo-lint, and send the revision that it then names.",
      useNewest: "Send the newest stable revision, '{{newest}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const asOf = today(context, 'klaviyo');
    const reported = new Set<TSESTree.Node>();
    const installed = sdkVersion(context, 'klaviyo');
    const isOverwritten = installed !== undefined && compareReleases(installed, FIRST_WITH_OWN_REVISION) >= 0;

    return {
      'Program:exit'() {
        for (const { node, text, isSdkDefault, isAssembled } of analysis.revisions()) {
          if (isSdkDefault && isOverwritten) continue;
          const problem = reported.has(node) ? undefined : problemWith(text, asOf);
          if (!problem) continue;
          reported.add(node);
          const suggest = isAssembled ? [] : replacement(node, text, problem.data);
          context.report({ node: isAssembled ? assembled(node) : node, ...problem, suggest });
        }
      },
    };
  },
});

/** The template, sum or list that a text is a piece of, with the methods that put the list together. */
function assembled(piece: TSESTree.Node): TSESTree.Node {
  let at: TSESTree.Node = piece.type === 'TemplateElement' ? piece.parent : piece;
  while (at.parent?.type === 'BinaryExpression') at = at.parent;
  if (at.parent?.type === 'ArrayExpression') at = at.parent;
  else if (at.type !== 'CallExpression') return at;
  while (at.parent?.type === 'MemberExpression' && at.parent.parent.type === 'CallExpression') at = at.parent.parent;
  return at;
}

function replacement(
  node: TSESTree.Node,
  text: string,
  { newest = '' }: Record<string, string>,
): TSESLint.ReportSuggestionArray<MessageId> {
  const start = node.range[0] + 1;
  if (newest === '' || !mayBeText(node, newest) || (node.type !== 'Literal' && node.type !== 'TemplateElement'))
    return [];
  return [
    {
      messageId: 'useNewest',
      data: { newest },
      fix: fixer => fixer.replaceTextRange([start, start + text.length], newest),
    },
  ];
}
