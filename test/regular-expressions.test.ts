import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

async function rulesAgainst(code: string): Promise<(string | null)[]> {
  const [result] = await new ESLint({ cwd: new URL('..', import.meta.url).pathname }).lintText(code, {
    filePath: 'src/model/verdict.ts',
  });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId).filter(ruleId => ruleId?.startsWith('regexp/'));
}

test.each([
  ['as it goes back', String.raw`export const found = /^(?:a+)+$/.test('a');`, 'regexp/no-super-linear-backtracking'],
  ['as it moves on', String.raw`export const found = /a+$/.test('a');`, 'regexp/no-super-linear-move'],
])('lint refuses a regular expression that takes longer than its text is long: %s', async (_, code, rule) => {
  expect(await rulesAgainst(code)).toEqual([rule]);
});

test('and has nothing against one that does not', async () => {
  expect(await rulesAgainst(String.raw`export const found = /^a+b$/.test('a');`)).toEqual([]);
});
