import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import plugin from '../eslint-plugin/index.ts';
import { rules } from '../eslint-plugin/rules/index.ts';
import { RULE_PAGES } from '../src/audit/rule-pages.ts';
import type { UnidentifiedFinding } from '../src/model/finding.ts';
import { severityOf } from '../src/project/lint/lint-message.ts';
import { descriptorOf } from '../src/reporters/sarif/descriptor.ts';

type Level = UnidentifiedFinding['severity'];

const ROOT = path.join(import.meta.dirname, '..');
const LEVEL_OF = { error: 'error', warn: 'warning' } as const;

/** What each preset makes of a rule, without those that do not hold it. */
function levelsInPresets(id: string): Level[] {
  return Object.values(plugin.configs)
    .map(config => config.rules?.[`klaviyo/${id}`] as keyof typeof LEVEL_OF | undefined)
    .flatMap(level => (level === undefined ? [] : LEVEL_OF[level]));
}

describe.each(Object.entries(rules))('%s', (id, rule) => {
  const ofMessages = new Set(
    Object.keys(rule.meta.messages)
      .filter(messageId => !/^use[A-Z]/.test(messageId))
      .map(messageId => severityOf(rule as Parameters<typeof severityOf>[0], messageId)),
  );
  const level: Level = ofMessages.has('error') ? 'error' : 'warning';

  it('has in every preset the severity that the tool gives its findings, the higher of two', () => {
    const levels = levelsInPresets(id);
    expect(levels.length).toBeGreaterThan(0);
    expect(new Set(levels)).toEqual(new Set([level]));
  });

  it('has the same in SARIF', () => {
    const page = RULE_PAGES.find(each => each.id === `klaviyo/${id}`)!;
    expect(descriptorOf(page).defaultConfiguration).toEqual({ level });
  });

  it('says on its page which severities there are, and of two why ESLint shows one', () => {
    const page = readFileSync(path.join(ROOT, 'docs', 'rules', `${id}.md`), 'utf8');
    expect(page).toContain(` ${[...ofMessages].sort().join(', ')} `);
    expect(page.includes('ESLint has one severity for a rule')).toBe(ofMessages.size > 1);
  });
});

test('the rules with two severities are those of which some findings can wait', () => {
  const withTwo = Object.entries(rules).filter(([, { meta }]) => typeof meta.docs.severity === 'object');
  expect(withTwo.map(([id]) => id)).toEqual(['no-deprecated-method', 'no-disabled-retry', 'no-outdated-revision']);
});
