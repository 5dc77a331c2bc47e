import { expect, test } from 'vitest';
import { requestLines } from '../ask.ts';

/** What `send('b')` reaches, where the body of `send` depends on what it is given. */
function reached(body: string): string[] {
  const lines = requestLines(
    `function send(kind, url = '/' + kind) { ${body} }\nsend('b');`,
    ({ url }) => url.kind === 'text' && url.parts.every(part => 'text' in part),
  );
  return lines.filter(line => line.startsWith('send:'));
}

const TO_B = ['send: GET /b'];

test.each(
  Object.entries<[body: string, reached: string[]]>({
    'the case that is chosen': ["switch (kind) { case 'a': return 1; case 'b': return fetch(url); }", TO_B],
    'a case that is not chosen': ["switch (kind) { case 'a': return fetch(url); case 'b': return 1; }", []],
    'a case that is fallen into': ["switch (kind) { case 'b': case 'a': return fetch(url); }", TO_B],
    'a case behind a break': ["switch (kind) { case 'b': break; case 'a': return fetch(url); }", []],
    'the default, where another case is chosen': [
      "switch (kind) { case 'b': return 1; default: return fetch(url); }",
      [],
    ],
    'the default, where no case is chosen': ["switch (kind) { case 'a': return 1; default: return fetch(url); }", TO_B],
    'a case whose test is not known': ['switch (kind) { case given: return fetch(url); }', TO_B],
    'a switch on what is not known': ["switch (given) { case 'a': return fetch(url); }", TO_B],
    'a comparison that holds': ["if (kind === 'b') fetch(url);", TO_B],
    'a comparison that does not hold': ["if (kind === 'a') fetch(url);", []],
    'the other way of a comparison that does not hold': ["if (kind === 'a') return; else fetch(url);", TO_B],
    'the other way of a comparison that holds': ["if (kind === 'b') return; else fetch(url);", []],
    'a difference that holds': ["if (kind !== 'a') fetch(url);", TO_B],
    'a difference that does not hold': ["if (kind != 'b') fetch(url);", []],
    'a comparison with what is not known': ['if (kind === given) fetch(url);', TO_B],
    'a conditional': ["return kind === 'a' ? fetch(url) : 1;", []],
    'a condition of another kind': ['if (given) fetch(url);', TO_B],
  }),
)('%s', (_, [body, expected]) => {
  expect(reached(body)).toEqual(expected);
});
