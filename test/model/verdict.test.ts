import { expect, test } from 'vitest';
import { checkVerdict, isViolation } from '../../src/model/verdict.ts';
import { sampleFinding } from '../reporters/sample-report.ts';

test.each([
  ['new', true],
  ['old', false],
  ['baselined', false],
  ['suppressed', false],
] as const)('an error that is %s violates: %s', (state, expected) => {
  expect(isViolation({ severity: 'error', state }, 'error')).toBe(expected);
  expect(isViolation({ severity: 'error', state }, 'warning')).toBe(expected);
  expect(isViolation({ severity: 'error', state }, 'never')).toBe(false);
});

test('findings that are not new leave the verdict to what was skipped', () => {
  const findings = [sampleFinding({ state: 'old' }), sampleFinding({ state: 'baselined' })];
  expect(checkVerdict(findings, [], 'warning')).toBe('verified');
  expect(checkVerdict(findings, [{ id: 'imports', reason: 'it was not read' }], 'error')).toBe('not verified');
  expect(checkVerdict([...findings, sampleFinding()], [], 'error')).toBe('violated');
});
