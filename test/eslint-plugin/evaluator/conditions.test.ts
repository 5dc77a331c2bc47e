import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../eslint-plugin/http/request.ts';
import { requestLines, textsOfAsked } from '../ask.ts';
import { endpointsOf } from '../../../eslint-plugin/klaviyo/queries.ts';

const API = 'https://a.klaviyo.com/api';
const lacksRevision = (request: HttpRequest): boolean =>
  endpointsOf(request).length > 0 && !request.headers.open && !request.headers.entries.has('revision');

/** A function that fills `headers` and sends them. */
function sender(parameters: string, body: string): string {
  return `function send(${parameters}) { const headers = { accept: 'a' }; ${body} return fetch('${API}' + path, { headers }) }\n`;
}

describe('a revision under a condition is missing', () => {
  test.each(
    Object.entries<[code: string, ...paths: string[]]>({
      'where a flag says so': [
        `${sender('path, { useRevision }', "if (useRevision) headers.revision = 'r';")}send('/a', { useRevision: true }); send('/b', { useRevision: false });`,
        '/b',
      ],
      'where the flag is not given': [
        `${sender('path, options = {}', "if (options.useRevision) { headers['revision'] = 'r' }")}send('/a', { useRevision: true }); send('/b'); send('/c', {});`,
        '/b',
        '/c',
      ],
      'where a flag turns it off': [
        `${sender('path, plain', "if (!plain) headers.revision = 'r';")}send('/a'); send('/b', true); send('/c', false);`,
        '/b',
      ],
      'where the default is on and the flag is off': [
        `${sender('path, { useRevision = true } = {}', "if (useRevision) headers.revision = 'r';")}send('/a'); send('/b', { useRevision: false });`,
        '/b',
      ],
      'where a text says so': [
        `${sender('path, version', "if (version === 'v3') headers.revision = 'r';")}send('/a', 'v3'); send('/b', 'none');`,
        '/b',
      ],
      'behind an early return': [
        `function send(path, plain) { const headers = {}; if (!plain) headers.revision = 'r'; if (plain === 'no') return; return fetch('${API}' + path, { headers }) }\nsend('/a'); send('/b', true); send('/c', 'no');`,
        '/b',
      ],
      'where one of two flags is off': [
        `${sender('path, a, b', "if (a && b) headers.revision = 'r';")}send('/a', true, true); send('/b', true, false); send('/c', true, given);`,
        '/b',
      ],
      'where both of two flags are off': [
        `${sender('path, a, b', "if (a || b) headers.revision = 'r';")}send('/a', true, given); send('/b', false, false); send('/c', false, given);`,
        '/b',
      ],
      'in the branch that is not taken': [
        `${sender('path, plain', "if (plain) { headers.plain = 'p' } else { headers.revision = 'r' }")}send('/a', false); send('/b', true);`,
        '/b',
      ],
      'in the case that is not chosen': [
        `${sender('path, kind', "switch (kind) { case 'api': headers.revision = 'r'; break; case 'raw': break; }")}send('/a', 'api'); send('/b', 'raw');`,
        '/b',
      ],
      'in a conditional expression': [
        `function send(path, on) { return fetch('${API}' + path, { headers: on ? { revision: 'r' } : {} }) }\nsend('/a', true); send('/b', false); send('/c', given);`,
        '/b',
      ],
      'in a conditional spread': [
        `function send(path, on) { return fetch('${API}' + path, { headers: { accept: 'a', ...(on && { revision: 'r' }) } }) }\nsend('/a', true); send('/b', false); send('/c', given);`,
        '/b',
      ],
      'in a function that returns early': [
        `function headers(on) { if (on) return { revision: 'r' }; return {} }\nfunction send(path, on) { return fetch('${API}' + path, { headers: headers(on) }) }\nsend('/a', true); send('/b', false);`,
        '/b',
      ],
      'in a method': [
        `class A { send(path, { on }) { const headers = {}; if (on) headers.revision = 'r'; return fetch('${API}' + path, { headers }) }\n a() { return send('/a') } }\nnew A().send('/a', { on: true }); new A().send('/b', { on: false });`,
        '/b',
      ],
    }),
  )('%s', (_, [code, ...paths]) => {
    expect(requestLines(code, lacksRevision).map(line => line.split(API)[1])).toEqual(paths);
  });
});

describe('a revision under a condition is not said to be missing', () => {
  test.each(
    Object.entries<string>({
      'where nothing is known of the flag': `${sender('path, { on }', "if (on) headers.revision = 'r';")}send('/a', given); send('/b', { on: given });`,
      'where nobody calls': sender('path, { on }', "if (on) headers.revision = 'r';"),
      'where the flag is set by somebody else': `let on = null; function init() { on = true }\n${sender('path', "if (on) headers.revision = 'r';")}send('/a');`,
      'where the flag is changed': `${sender('path, on', "on = check(); if (on) headers.revision = 'r';")}send('/a', false);`,
      'where the flag is a property that is set by somebody else': `const state = { on: false }; function init() { state.on = true }\n${sender('path', "if (state.on) headers.revision = 'r';")}send('/a');`,
      'where the flag is a property that is changed': `${sender('path, options', "options.on = check(); if (options.on) headers.revision = 'r';")}send('/a', { on: false });`,
      'where the flag is a field': `class A { on = false; enable() { this.on = true }\n send(path) { const headers = {}; if (this.on) headers.revision = 'r'; return fetch('${API}' + path, { headers }) } }\nnew A().send('/a');`,
      'where the flag counts': `${sender('path, tries', "if (tries) headers.revision = 'r';")}send('/a', 3);`,
      'where a mapping gives an index': `const sent = ['/a'].map((path, index) => fetch('${API}' + path, { headers: index ? { revision: 'r' } : { revision: 's' } }));`,
      'where the flag is of the environment': `${sender('path', "if (process.env.ON) headers.revision = 'r';")}send('/a');`,
    }),
  )('%s', (_, code) => {
    expect(requestLines(code, lacksRevision)).toEqual([]);
  });
});

describe('a comparison narrows', () => {
  test.each(
    Object.entries<[code: string, ...texts: string[]]>({
      'what is left for the other branch': [
        "const map = { latest: 'r' }; function pick(version = 'latest') { ask(version === 'latest' ? map.latest : version) }",
        'r',
        '{}',
      ],
      'what is left behind a difference': [
        "function pick(version = 'latest') { ask(version !== 'latest' ? version : 'r') }",
        '{}',
        'r',
      ],
      'with the text first': [
        "function pick(version = 'latest') { ask('latest' === version ? 'r' : version) }",
        'r',
        '{}',
      ],
      'a property': [
        "function pick({ version = 'latest' }) { const options = { version }; ask(options.version === 'latest' ? 'r' : options.version) }",
        'r',
        '{version}',
      ],
      'what a caller gives': [
        "const pick = version => version === 'latest' ? 'r' : version; ask(pick('latest')); ask(pick('s'));",
        'r',
        's',
      ],
      'one of several texts': [
        "let version = 'a'; if (test) version = 'b'; ask(version === 'a' ? 'c' : version);",
        'c',
        'b',
      ],
      'what is returned behind an early return': [
        "function pick(version) { if (version === 'latest') return 'r'; return version }\nask(pick(given || 'latest'));",
        'r',
        '{}',
      ],
      'what is returned behind several early returns': [
        "function pick(version) { if (version === 'a') return 'r'; if (version === 'b') throw new Error(); return version }\nask(pick(test ? 'a' : other ? 'b' : 'c'));",
        'r',
        'c',
      ],
      'nothing of another name': [
        "function pick(version = 'latest', other = 'latest') { ask(version === 'latest' ? 'r' : other) }",
        'r',
        '{}',
        'latest',
      ],
      'nothing in the branch where the text is meant': [
        "function pick(version = 'latest') { ask(version === 'latest' ? version : 'r') }",
        '{}',
        'latest',
        'r',
      ],
      'nothing by what is not known': [
        "function pick(version = 'latest') { ask(version === given ? 'r' : version) }",
        'r',
        '{}',
        'latest',
      ],
      'nothing by another comparison': [
        "function pick(version = 'latest') { ask(version > 'latest' ? 'r' : version) }",
        'r',
        '{}',
        'latest',
      ],
    }),
  )('%s', (_, [code, ...texts]) => {
    expect(textsOfAsked(code)).toEqual(texts);
  });
});
