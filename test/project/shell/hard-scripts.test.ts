import { describe, expect, test } from 'vitest';
import { everywhere } from '../../../src/project/discovery/rule-settings.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { readShellText } from '../../../src/project/shell/read-requests.ts';
import { requestsIn } from './requests-in.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

describe('a script that is made to exhaust a reader ends', () => {
  const SIZE = 100 * 1024;

  test.each([
    '(',
    '$(',
    '"$(',
    '`',
    '`\\`',
    '<<A ',
    '<<A\n',
    '$((',
    '((',
    '${a:-',
    '{ ',
    '{a,',
    'f() ',
    'f() {',
    'if x; then ',
    'case x in ',
    '[[ ',
    'a && ',
    'a | ',
    'A=(',
    '@(',
    "'",
    '\\\n',
    'A=$A$A\n',
    'curl a.klaviyo.com\n',
    'eval "',
    '\0',
    '\uE000',
    '\r',
  ])('%j', async piece => {
    const text = Buffer.from(`#klaviyo\n${piece.repeat(SIZE / piece.length)}`);
    const result = await lintFiles(() => text, ['a.sh'], {
      root: '/checked',
      asOf: '2026-11-20',
      settings: everywhere({}),
    });
    expect(result.count).toBeLessThanOrEqual(1);
  });
});

describe('a Dockerfile that is made to exhaust a reader ends', () => {
  const SIZE = 128 * 1024;

  test.each([
    'RUN curl a.klaviyo.com\n',
    'RUN <<A\n',
    'RUN a \\\n',
    'RUN [',
    'RUN ["a", ',
    'ONBUILD ',
    'ENV A=$A$A\n',
    'RUN --mount=',
    'RUN \\\n# a\n',
    'FROM a\n',
    '"',
    'RUN <<',
  ])('%j', piece => {
    expect(readShellText('dockerfile', piece.repeat(SIZE / piece.length))).toHaveProperty('requests');
  });

  test('variables without end', () => {
    const instructions = Array.from({ length: 8000 }, (_, index) => `ENV A${index}=b\nRUN curl ${LISTS}`);
    expect(requestsIn(instructions.join('\n'), 'dockerfile')).toHaveLength(8000);
  });
});

describe('a workflow that is made to exhaust a reader ends', () => {
  const SIZE = 128 * 1024;

  test.each([
    ['lists in lists', '['],
    ['maps in maps', '{a: '],
    ['expressions without an end', '- run: ${{ '],
    ['anchors', '- &a [*a]\n'],
    ['steps', '      - run: curl a.klaviyo.com\n'],
  ])('%s', (_, piece) => {
    const text = `jobs:\n  a:\n    steps:\n${piece.repeat(SIZE / piece.length)}`;
    expect(readShellText('workflow', text)).toHaveProperty('requests');
  });

  test('references to references', () => {
    const levels = Array.from(
      { length: 20 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}]`,
    );
    expect(readShellText('workflow', `a0: &a0 x\n${levels.join('\n')}\njobs: *a20\n`)).toEqual({ requests: [] });
  });
});
