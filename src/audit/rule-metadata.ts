import { helpUrl } from '../../eslint-plugin/help-url.ts';
import { checks } from '../checks/index.ts';
import type { Check } from '../model/define-check.ts';
import type { RuleMetadata } from '../reporters/sarif.ts';

/** Describes every rule and check that may find something. Loads the rules. */
export async function ruleMetadata(): Promise<RuleMetadata[]> {
  const { rules } = await import('../project/lint/eslint-linter.ts');
  const ofRules = Object.entries(rules).map(
    ([
      id,
      {
        meta: { docs },
      },
    ]): RuleMetadata => ({
      id: `klaviyo/${id}`,
      description: docs.description,
      severity: docs.severity === 'warning' ? 'warning' : 'error',
      helpUrl: helpUrl('rules', id),
    }),
  );
  const ofChecks = Object.values<Check>(checks).map(({ id, description, severity }): RuleMetadata => ({
    id: `check/${id}`,
    description,
    severity,
    helpUrl: helpUrl('checks', id),
  }));
  return [...ofRules, ...ofChecks];
}
