import { describe, expect, test } from 'vitest';
import { answers, isAsk } from '../ask.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

/** The revisions that a file sends, each with the text that it stands as. */
function revisionsIn(code: string, filename = 'lists.ts'): string[] {
  return answers(`${code}\nask(0);`, filename, (node, analysis) =>
    isAsk(node) ? analysis.revisions().map(({ node: { range }, text }) => `${text} at ${code.slice(...range)}`) : [],
  );
}

describe('a file sends', () => {
  test.each(
    Object.entries<[code: string, ...revisions: string[]]>({
      'what a call names': [`fetch('${LISTS}', { headers: { revision: '2024-01-01' } })`, "2024-01-01 at '2024-01-01'"],
      'what a constant names, once': [
        `const R = '2024-01-01'; fetch('${LISTS}', { headers: { revision: R } })`,
        "2024-01-01 at '2024-01-01'",
      ],
      'each of two': [
        `fetch('${LISTS}', { headers: { revision: beta ? '2024-02-02' : '2024-01-01' } })`,
        "2024-02-02 at '2024-02-02'",
        "2024-01-01 at '2024-01-01'",
      ],
      'the fallback of a variable': [
        `fetch('${LISTS}', { headers: { revision: process.env.R || '2024-01-01' } })`,
        "2024-01-01 at '2024-01-01'",
      ],
      'what a wrapper is given': [
        `function get(url, revision) { return fetch(url, { headers: { revision } }) }\nget('${LISTS}', '2024-01-01');`,
        "2024-01-01 at '2024-01-01'",
      ],
      'what headers of nobody name, beside the scheme': [
        'const headers = { Authorization: `Klaviyo-API-Key ${key}`, revision: "2024-01-01" };',
        '2024-01-01 at "2024-01-01"',
      ],
      'what headers of nobody name, in a file about Klaviyo': [
        "const klaviyo = { accept: 'application/json', Revision: '2024-01-01' };",
        "2024-01-01 at '2024-01-01'",
      ],
      'nothing that is put together': [`fetch('${LISTS}', { headers: { revision: year + '-01-01' } })`],
      'nothing that goes elsewhere': [
        "fetch('https://b.example', { headers: { accept: 'a', revision: '2024-01-01' } }); // klaviyo",
      ],
      'nothing that only looks like it': ["const klaviyo = { title: 'x', revision: '2024-01-01' };"],
      'nothing that a test expects': [
        "expect(klaviyo).toHaveBeenCalledWith({ headers: { accept: 'a', revision: '2024-01-01' } });",
      ],
      'nothing with the scheme of another': [
        'const klaviyo = { authorization: `Basic ${key}`, revision: "2024-01-01" };',
      ],
    }),
  )('%s', (_, [code, ...revisions]) => {
    expect([...new Set(revisionsIn(code))]).toEqual(revisions);
  });

  test('what a test sends itself, and nothing that it gives a wrapper', () => {
    const code = `function get(url, revision) { return fetch(url, { headers: { revision } }) }
get('${LISTS}', '2024-01-01');
fetch('${LISTS}', { headers: { revision: '2024-02-02' } });`;
    expect(revisionsIn(code, 'test/lists.test.ts')).toEqual(["2024-02-02 at '2024-02-02'"]);
  });

  test('nothing, if it replaces what it calls', () => {
    expect(revisionsIn(`vi.mock('./api');\nfetch('${LISTS}', { headers: { revision: '2024-01-01' } });`)).toEqual([]);
  });
});
