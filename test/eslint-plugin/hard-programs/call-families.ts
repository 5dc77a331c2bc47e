import { API, DUE, lines, oneFile, SEND, type Family } from './family.ts';

/** Programs whose calls lead to a request over many ways. */
export const CALL_FAMILIES: Record<string, Family> = {
  'functions that call the next two and the one before': oneFile(
    24,
    size => `${SEND}
${lines(size, i => {
  const next = i + 1 < size ? `f${i + 1}(url);` : 'send(url);';
  const afterNext = i + 2 < size ? `f${i + 2}(url);` : '';
  const before = i > 0 ? `f${i - 1}(url);` : '';
  return `function f${i}(url) { ${next} ${afterNext} ${before} }`;
})}
f0('${API}/lists'); ${DUE}`,
  ),
  'a chain of wrappers': oneFile(
    200,
    size => `${SEND}
const f0 = (url) => send(url);
${lines(size, i => `const f${i + 1} = (url) => f${i}(url);`)}
f${size}('${API}/lists'); ${DUE}`,
  ),
  'a chain of wrappers whose call comes first': oneFile(
    200,
    size => `f${size}('${API}/lists'); ${DUE}
function send(url) { return fetch(url); }
function f0(url) { return send(url); }
${lines(size, i => `function f${i + 1}(url) { return f${i}(url); }`)}`,
  ),
  'a chain of wrappers in reverse order': oneFile(
    200,
    size => `${lines(size, i => `function f${size - i}(url) { return f${size - i - 1}(url); }`)}
function f0(url) { return fetch(url); }
f${size}('${API}/lists'); ${DUE}`,
  ),
  'a chain of wrappers that each add a segment': oneFile(
    30,
    size => `${SEND}
function f0(url) { return send(url); }
${lines(size, i => `function f${i + 1}(url) { return f${i}(url + '/s${i}'); }`)}
f${size}('${API}/lists'); ${DUE}`,
  ),
  'functions that all call each other': oneFile(
    12,
    size => `${SEND}
${lines(size, i => `function f${i}(url) { ${lines(size, j => `f${j}(url);`).replaceAll('\n', ' ')} send(url); }`)}
f0('${API}/lists'); ${DUE}`,
  ),
  'functions that all call each other, where no address is known': oneFile(
    10,
    size => `${SEND}
${lines(size, i => `function f${i}(url) { ${lines(size, j => `f${j}(url);`).replaceAll('\n', ' ')} send(url); }`)}
f0(location.href); // a.klaviyo.com`,
  ),
  'many callers of one wrapper': oneFile(
    300,
    size => `${SEND}
${lines(size, i => `send('${API}/lists/${i}'); ${DUE}`)}`,
  ),
  'many callers of one wrapper, of which every second one goes elsewhere': oneFile(
    300,
    size => `${SEND}
${lines(size, i => (i % 2 ? `send('https://example.com/lists/${i}');` : `send('${API}/lists/${i}'); ${DUE}`))}`,
  ),
  'calls on one line': oneFile(
    1000,
    size => `${SEND} ${Array.from({ length: size }, (_, i) => `send('https://example.com/${i}');`).join(' ')}
send('${API}/lists'); ${DUE}`,
  ),
  'wrappers that call the one before twice with the same argument': oneFile(
    12,
    size => `${SEND}
function f0(url) { return send(url); }
${lines(size, i => `function f${i + 1}(url) { return Math.random() > 0.5 ? f${i}(url) : f${i}(url); }`)}
f${size}('${API}/lists'); ${DUE}`,
  ),
  'wrappers that call the one before twice with distinct arguments': oneFile(
    2,
    size => `${SEND}
function f0(url) { return send(url); }
${lines(size, i => `function f${i + 1}(url) { f${i}(url + '/a${i}'); f${i}(url + '/b${i}'); }`)}
f${size}('${API}/lists'); ${DUE}`,
  ),
  'recursion with a growing argument': oneFile(
    10,
    size => `${SEND}
${lines(size, i => `function f${i}(url, depth) { if (depth > ${i}) return send(url); return f${i}(url + '/x', depth + 1); }`)}
${lines(size, i => `f${i}('${API}/lists', 0); ${DUE}`)}`,
  ),
  'recursion with an argument that grows in an object': oneFile(
    8,
    size => `function visit(options) { if (options.done) return fetch('${API}/lists'); ${DUE}
  return visit({ ...options, inner: options, path: options.path + '/x' }); }
${lines(size, i => `visit({ path: '/${i}' });`)}`,
  ),
  'functions that call each other with growing arguments': oneFile(
    6,
    size => `${SEND}
${lines(size, i => `function f${i}(url) { if (url.length > 99) return send(url); return f${(i + 1) % size}(url + '/${i}'); }`)}
f0('${API}/lists'); ${DUE}`,
  ),
  'callbacks behind each other': oneFile(
    400,
    size => `export const read = () => fetch('${API}/lists')${'.then(found => found)'.repeat(size)}; ${DUE}`,
  ),
  'an argument with many alternatives': oneFile(
    800,
    size =>
      `fetch('${API}/lists', { body: first${Array.from({ length: size }, (_, i) => ` || b${i}`).join('')} }); ${DUE}`,
  ),
  'retries around retries': oneFile(
    4,
    size => `const retry = (task) => { try { return task(); } catch { return retry(task); } };
export const go = () => ${'retry(() => '.repeat(size)}fetch('${API}/lists')${')'.repeat(size)}; ${DUE}`,
  ),
  'callbacks that are passed down': oneFile(
    40,
    size => `const f0 = (task) => task('${API}/lists'); ${DUE}
${lines(size, i => `const f${i + 1} = (task) => f${i}((url) => task(url));`)}
f${size}((url) => fetch(url));`,
  ),
  'continuations inside of each other': oneFile(
    40,
    size =>
      `start().${lines(size, i => `then((v${i}) => next(v${i})).`).replaceAll('\n', '')}then(() => fetch('${API}/lists')); ${DUE}`,
  ),
  'functions that make functions': oneFile(
    30,
    size => `const f0 = () => (url) => fetch(url);
${lines(size, i => `const f${i + 1} = () => { const inner = f${i}(); return (url) => inner(url); };`)}
f${size}()('${API}/lists'); ${DUE}`,
  ),
  'partial applications': oneFile(
    30,
    size => `const f0 = (url) => fetch(url);
${lines(size, i => `const f${i + 1} = f${i}.bind(null);`)}
f${size}('${API}/lists'); ${DUE}`,
  ),
  'a table of functions that call each other through the table': oneFile(
    40,
    size => `const table = {
${lines(size, i => `  t${i}(url) { return ${i === 0 ? 'fetch(url)' : `table.t${i - 1}(url)`}; },`)}
};
table.t${size - 1}('${API}/lists'); ${DUE}`,
  ),
  'closures that are made in a loop': oneFile(
    60,
    size => `const tasks = [];
${lines(size, i => `for (const id of ids${i}) tasks.push(() => fetch('${API}/lists/' + id)); ${DUE}`)}
for (const task of tasks) task();`,
  ),
  'immediately called functions inside of each other': oneFile(
    4,
    size => `${'(() => { '.repeat(size)}fetch('${API}/lists');${' })();'.repeat(size)} ${DUE}`,
  ),
};
