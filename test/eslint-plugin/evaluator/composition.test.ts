import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../eslint-plugin/http/request.ts';
import { requestLines, requestsIn, valuesAsked } from '../ask.ts';
import { endpointsOf } from '../../../eslint-plugin/klaviyo/queries.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';
const toKlaviyo = (request: HttpRequest): boolean => endpointsOf(request).length > 0;

/** Two middlewares, the first of which sets a header. */
const MIDDLEWARES = `
const withRevision = next => (url, init) => next(url, { ...init, headers: { ...init?.headers, revision: 'r' } });
const withRetry = next => async (url, init) => { try { return await next(url, init) } catch { throw new Error(url) } };
`;
const CALL = `send('${LISTS}', { headers: { accept: 'a' } });`;

describe('a request goes through', () => {
  test.each(
    Object.entries<string>({
      'compose of a package': `import { compose } from 'redux';${MIDDLEWARES}const send = compose(withRevision, withRetry)(fetch); ${CALL}`,
      'compose of a package with a list': `import compose from 'just-compose';${MIDDLEWARES}const send = compose([withRetry, withRevision])(fetch); ${CALL}`,
      'pipe of a package': `import { pipe } from 'ramda';${MIDDLEWARES}const send = pipe(withRetry, withRevision)(fetch); ${CALL}`,
      'flowRight of lodash': `import _ from 'lodash';${MIDDLEWARES}const send = _.flowRight(withRevision, withRetry)(fetch); ${CALL}`,
      'compose of the file': `const compose = (...steps) => value => steps.reduceRight((before, step) => step(before), value);${MIDDLEWARES}const send = compose(withRevision, withRetry)(fetch); ${CALL}`,
      'pipe of the file': `function pipe(...steps) { return value => steps.reduce((before, step) => step(before), value) }${MIDDLEWARES}const send = pipe(withRetry, withRevision)(fetch); ${CALL}`,
      'one middleware after the other': `${MIDDLEWARES}const send = withRevision(withRetry(fetch)); ${CALL}`,
      'one middleware of the file and one of a package': `import retry from 'fetch-retry';${MIDDLEWARES}const send = withRevision(retry(fetch)); ${CALL}`,
      'a function declaration': `function wrapFetch(inner) { return (url, init) => inner(url, { ...init, headers: { ...init.headers, revision: 'r' } }) }\nconst send = wrapFetch(fetch); ${CALL}`,
    }),
  )('%s', (_, code) => {
    expect(requestLines(code, toKlaviyo)).toEqual([`send: GET ${LISTS}`]);
    expect(requestsIn(code, toKlaviyo)).toMatchObject([{ client: 'fetch', headers: { accept: 'a', revision: 'r' } }]);
  });
});

describe('the headers of a wrapped client', () => {
  test.each(
    Object.entries<[code: string, headers: object]>({
      'are known, where a package wraps it': [
        `import retry from 'fetch-retry'; const send = retry(fetch, { retries: 3 }); ${CALL}`,
        { accept: 'a' },
      ],
      'may be others, where a package is given some': [
        `import wrap from 'fetch-defaults'; const send = wrap(fetch, { headers: { revision: 'r' } }); ${CALL}`,
        { accept: 'a', '…': true },
      ],
      'may be others, where a package is given a callback': [
        `import wrap from 'fetch-wrap'; const send = wrap(fetch, request => sign(request)); ${CALL}`,
        { accept: 'a', '…': true },
      ],
      'may be others, where a function wraps it that is not in sight': [
        `import { withAuth } from './auth'; const send = withAuth(fetch); ${CALL}`,
        { accept: 'a', '…': true },
      ],
      'may be others, where a global function wraps it': [
        `const send = wrapFetch(fetch); ${CALL}`,
        { accept: 'a', '…': true },
      ],
      'may be others, where one of several is not in sight': [
        `import { compose } from 'redux'; import { withAuth } from './auth';${MIDDLEWARES}const send = compose(withRetry, withAuth)(fetch); ${CALL}`,
        { accept: 'a', '…': true },
      ],
    }),
  )('%s', (_, [code, headers]) => {
    expect(requestsIn(code, toKlaviyo).map(request => request.headers)).toEqual([headers]);
  });
});

describe('no request is', () => {
  test.each(
    Object.entries<string>({
      'a composition that nobody calls': `import { compose } from 'redux';${MIDDLEWARES}export const send = compose(withRevision, withRetry)(fetch);`,
      'a composition of something else': `import { compose } from 'redux';${MIDDLEWARES}const send = compose(withRevision, withRetry)(url => url); ${CALL}`,
      'a composition whose parts are not known': `import { compose } from 'redux'; function f(parts) { const load = compose(...parts)(fetch); load('${LISTS}') }`,
    }),
  )('%s', (_, code) => {
    expect(requestLines(code, toKlaviyo)).toEqual([]);
  });
});

describe('a reduction is', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'the text that it joins': ["ask(['a', 'b'].reduce((all, one) => all + '/' + one));", 'a/b'],
      'the text from a start': ["ask(['a', 'b'].reduce((all, one, index) => all + index + one, 'x'));", 'x0a1b'],
      'the text from the right': ["ask(['a', 'b'].reduceRight((all, one) => all + one, ''));", 'ba'],
      'not known, where the list is not': [
        "function f(list) { ask(['a', ...list].reduce((all, one) => all + one, '')) }",
        '{reduce}',
      ],
      'not known, where it collects an object': [
        "ask(['a'].reduce((all, one) => { all[one] = one; return all }, {}));",
        '{reduce}',
      ],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});
