import rule from '../../../eslint-plugin/rules/no-swallowed-error.ts';
import { testRule, type InvalidCase, type ValidCase, withoutSuggestions } from '../rule-tester.ts';

type MessageId =
  | 'empty'
  | 'default'
  | 'settled'
  | 'dropped'
  | 'timeouts'
  | 'development'
  | 'ignored'
  | 'praised'
  | 'accepted'
  | 'unheard'
  | 'errorBody';

const URL = "'https://a.klaviyo.com/api/events'";
const SEND = `fetch(${URL}, { method: 'POST', body })`;
const SDK = "import { EventsApi } from 'klaviyo-api';\nconst events = new EventsApi(session);\n";
const CREATE = 'events.createEvent(body)';
/** Checks the status, so that only what surrounds it is in question. */
const CHECKED = `async function send(body) {
  const response = await fetch(${URL}, { method: 'POST', body });
  if (!response.ok) throw new Error(\`Klaviyo answered \${response.status}\`);
  return response;
}
`;

/** Tries again after 429, and logs only that. */
const WITH_RETRY = `import axios from 'axios';
async function withRetry(send) {
  for (let attempt = 0; attempt <= 3; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (error.response?.status === 429 && attempt < 3) {
        console.log('again');
        await sleep(2 ** attempt * 1000);
        continue;
      }
      throw error;
    }
  }
}
`;

/** What a handler does, by its name; the failure is lost there. */
const EMPTY: Record<string, string> = {
  'an empty catch': `${SDK}async function track(body) { try { await ${CREATE}; } «catch {}» }`,
  'a catch with a comment': `${SDK}async function track(body) { try { await ${CREATE}; } «catch (error) { /* best effort */ }» }`,
  'a catch that does nothing': `${SDK}const track = body => «${CREATE}.catch(() => {})»;`,
  'a catch before another attempt that is caught, too': `${SDK}async function track(body) { try { return await ${CREATE}; } «catch {}»\ntry { return await ${CREATE}; } catch (error) { console.error(error); } }`,
  'a catch before a call with something else': `${CHECKED}async function track(viewed, ordered) { try { await send(viewed); } «catch {}»\nawait send(ordered); }`,
  'a catch before a call of another function': `${CHECKED}async function track(body) { try { await send(body); } «catch {}»\nawait shop.save(body); }`,
  'a noop of its own module': `import noop from 'lodash/noop';\n${SDK}«${CREATE}.catch(noop)»;`,
  'a noop of a package': `import noop from 'noop3';\n${SDK}«${CREATE}.catch(noop)»;`,
  'a noop': `import { noop } from 'lodash';\n${SDK}«${CREATE}.catch(noop)»;`,
  'a handler with a name': `${SDK}const ignore = () => {};\n«${CREATE}.catch(ignore)»;`,
  'the second handler of then': `${SDK}«${CREATE}.then(() => done(), () => {})»;`,
  'a catch behind a then': `${SDK}«${CREATE}.then(() => console.log('sent')).catch(() => {})»;`,
  'a catch around several calls at once': `${SDK}async function track(all) { try { await Promise.all(all.map(body => ${CREATE})); } «catch {}» }`,
  'a catch around a limiter': `import pLimit from 'p-limit';\nconst limit = pLimit(5);\n${SDK}async function track(body) { try { await limit(() => ${CREATE}); } «catch {}» }`,
  'a catch around a wrapper': `${CHECKED}async function track(body) { try { await send(body); } «catch {}» }`,
  'a catch two functions away': `${CHECKED}const track = body => send(body);\nasync function order(body) { try { await track(body); } «catch {}» }`,
  'a catch around a wrapper that throws on': `${SDK}async function send(body) { try { await ${CREATE}; } catch { throw new Error('no event'); } }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a catch around a wrapper that throws an error of its own': `${SDK}async function send(body) { try { await ${CREATE}; } catch (error) { throw new Error(\`no event: \${error.message}\`); } }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a catch around a wrapper that tries again': `${SDK}async function send(body) { for (let attempt = 1; ; attempt += 1) { try { return await ${CREATE}; } catch (error) { if (attempt === 3) throw error; await sleep(attempt * 1000); } } }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a catch around a helper that logs the attempts before the last': `${WITH_RETRY}async function track(body) { try { await withRetry(() => axios.post(${URL}, body)); } «catch {}» }`,
  'a catch around a wrapper that logs timeouts only': `${SDK}async function send(body) { for (let attempt = 1; ; attempt += 1) { try { return await ${CREATE}; } catch (error) { if (error.name === 'AbortError') console.warn('slow'); if (attempt >= 3) throw error; } } }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a catch around a wrapper that logs before it waits': `${SDK}async function send(body) { let attempt = 0; while (true) { try { return await ${CREATE}; } catch (error) { attempt += 1; if (attempt === 3) throw error; console.warn('again'); await sleep(attempt * 1000); } } }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a catch around a wrapper that logs and calls itself': `${SDK}async function send(body, attempt = 1) { try { return await ${CREATE}; } catch (error) { if (error.response?.status === 429 && attempt < 3) { console.warn('again'); await sleep(attempt * 1000); return send(body, attempt + 1); } throw error; } }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a catch around a method that logs and calls itself': `${SDK}class Tracker { async send(body, attempt = 1) { try { return await ${CREATE}; } catch (error) { if (attempt < 3) { this.logger.warn('again'); return await this.send(body, attempt + 1); } throw error; } } async track(body) { try { await this.send(body); } «catch {}» } }`,
  'a catch around a wrapper that throws the last error behind its loop': `${SDK}async function send(body) { let last; for (const wait of [1, 2, 4]) { try { return await ${CREATE}; } catch (error) { last = error instanceof Error ? error : new Error(String(error)); await sleep(wait * 1000); } } throw last ?? new Error('no event'); }\nasync function track(body) { try { await send(body); } «catch {}» }`,
  'a function that is called at once': `${SDK}«(async () => { await ${CREATE}; })().catch(() => {})»;`,
  'axios, which throws by itself': `import axios from 'axios';\nasync function track(body) { try { await axios.post(${URL}, body); } «catch {}» }`,
  'a method of a class': `${SDK}class Tracker { async send(body) { await ${CREATE}; } async track(body) { try { await this.send(body); } «catch {}» } }`,
};

const HTTPS = "import https from 'node:https';\n";
const OPEN = `https.request(${URL}, { method: 'POST' })`;

/** Listeners for the error of a request that is an emitter, none of which does anything. */
const LISTENERS: Record<string, string> = {
  'a listener on a request in a variable': `${HTTPS}function send(body) { const request = ${OPEN}; «request.on('error', () => {})»; request.end(body); }`,
  'a listener beside a callback for the response': `${HTTPS}function send(body) { const request = https.request(${URL}, { method: 'POST' }, response => check(response.statusCode)); «request.on('error', () => {})»; request.end(body); }`,
  'a listener in the same expression': `${HTTPS}function send(body) { «${OPEN}.on('error', function () {})».end(body); }`,
  'a listener with a name': `${HTTPS}const ignore = () => {};\nfunction send(body) { «${OPEN}.once('error', ignore)».end(body); }`,
  'a listener in a promise, which never ends': `${HTTPS}const send = body => new Promise(resolve => { const request = ${OPEN}; request.on('response', resolve); «request.on('error', () => {})»; request.end(body); });`,
  'a listener on a request that a function returns': `${HTTPS}const open = () => ${OPEN};\nfunction send(body) { const request = open(); «request.on('error', () => {})»; request.end(body); }`,
  'a listener on a stream of got': `import got from 'got';\nfunction load(out) { const stream = got.stream('https://a.klaviyo.com/api/profiles'); «stream.on('error', () => {})»; stream.pipe(out); }`,
  'a listener on a request without a callback': `import request from 'request';\nfunction send(body) { «request.post(${URL}, { body }).on('error', () => {})»; }`,
};

/** Emitters whose error gets somewhere, or may. */
const HEARD: Record<string, string> = {
  'a listener that logs': `${HTTPS}function send(body) { const request = ${OPEN}; request.on('error', error => console.error(error)); request.end(body); }`,
  'a listener that ends a promise': `${HTTPS}const send = body => new Promise(resolve => { const request = ${OPEN}; request.on('error', () => resolve(null)); request.end(body); });`,
  'a listener beside one that logs': `${HTTPS}function send(body) { const request = ${OPEN}; request.on('error', () => {}); request.on('error', log); request.end(body); }`,
  'a request without a listener, which throws': `${HTTPS}function send(body) { ${OPEN}.end(body); }`,
  'a listener for something else': `${HTTPS}function send(body) { const request = ${OPEN}; request.on('response', () => {}); request.end(body); }`,
  'a listener for an event that is not known': `${HTTPS}function send(body, event) { const request = ${OPEN}; request.on(event, () => {}); request.end(body); }`,
  'a request whose end is looked at': `${HTTPS}function send(body) { const request = ${OPEN}; request.on('error', () => {}); request.on('close', () => check(request.errored)); request.end(body); }`,
  'a request that is passed on': `${HTTPS}function send(body) { const request = ${OPEN}; request.on('error', () => {}); watch(request); request.end(body); }`,
  'a stream that a pipeline ends': `import got from 'got';\nimport { pipeline } from 'node:stream/promises';\nasync function load(out) { const stream = got.stream('https://a.klaviyo.com/api/profiles'); stream.on('error', () => {}); await pipeline(stream, out); }`,
  'a request with a callback, which gets the error': `import request from 'request';\nfunction send(body, done) { request.post(${URL}, { body }, done).on('error', () => {}); }`,
  'a listener on a request to another vendor': `${HTTPS}function send(body) { const request = https.request('https://shop.example/orders'); request.on('error', () => {}); request.end(body); }`,
  'a listener on a socket': `${SDK}socket.on('error', () => {});\nawait ${CREATE};`,
};

const DEFAULTS: Record<string, string> = {
  null: `${SDK}async function load(id) { try { return await events.getEvent(id); } «catch { return null; }» }`,
  nothing: `${SDK}async function load(id) { try { return await events.getEvent(id); } «catch (error) { return; }» }`,
  'an empty list': `${SDK}async function load() { try { return (await events.getEvents()).body.data; } «catch { return []; }» }`,
  'an object without data': `${SDK}async function load() { try { return await events.getEvents(); } «catch { return { data: [], total: 0 }; }» }`,
  'a text that stands for an answer without data, too': `${SDK}async function load(id) { try { const event = await events.getEvent(id); return event.body.data.attributes.city ?? 'Unknown'; } «catch { return 'Unknown'; }» }`,
  'such a text behind a status that is looked at': `async function load(body) { try { const response = await ${SEND}; if (!response.ok) return 'UTC'; const json = await response.json(); return json.data?.[0]?.attributes.timezone || 'UTC'; } «catch { return 'UTC'; }» }`,
  'null in a promise': `${SDK}const load = id => «events.getEvent(id).catch(() => null)»;`,
  'undefined in a promise': `${SDK}async function load(id) { const event = await «events.getEvent(id).catch(() => undefined)»; return event?.body; }`,
  'a list in a promise of several': `${SDK}async function load() { return Promise.all([«events.getEvents().catch(() => [])», other()]); }`,
  'a variable that is set back': `${SDK}async function load(id) { let event = null; try { event = await events.getEvent(id); } «catch { event = null; }» return event; }`,
  'null in an observable': `import { HttpService } from '@nestjs/axios';\nimport { catchError, firstValueFrom, of } from 'rxjs';\nclass Profiles { constructor(private readonly http: HttpService) {} load() { return firstValueFrom(this.http.get(${URL}).pipe(«catchError(() => of(null))»)); } }`,
  'an answer that all is well': `${SDK}async function route(body, response) { try { await ${CREATE}; response.json({ ok: true }); } «catch { response.status(200).json({ ok: true }); }» }`,
  'success that is claimed': `${SDK}async function track(body) { try { await ${CREATE}; return true; } «catch { return true; }» }`,
  'false that is dropped': `${SDK}async function track(body) { try { await ${CREATE}; return true; } «catch { return false; }» }\nexport async function order(body) { await track(body); }`,
};

const IGNORED: Record<string, string> = {
  'a response that is dropped': `async function track(body) { await «${SEND}»; }`,
  'a call that is not awaited': `function track(body) { «${SEND}»; }`,
  'a catch that logs the network': `async function track(body) { try { await «${SEND}»; console.log('tracked'); } catch (error) { console.error(error); } }`,
  'a handler that logs the network': `const track = body => { «${SEND}».catch(console.error); };`,
  'a response that is not read': `async function track(body) { const response = await «${SEND}»; return true; }`,
  'a body whose data is read': `async function load(body) { const response = await «${SEND}»; const { data } = await response.json(); return data?.[0]?.id; }`,
  'a body that is parsed behind then': `async function load(body) { const json = await «${SEND}».then(response => response.json()); return json.data; }`,
  'a body that stands for success': `async function load(body) { const response = await «${SEND}»; return { success: true, data: await response.json() }; }`,
  'a response as JSON': `async function proxy(body) { const response = await «${SEND}»; return new Response(JSON.stringify(response)); }`,
  'a body that is answered with 200': `const proxy = (body, result) => «${SEND}».then(response => response.json()).then(json => result.status(200).json(json));`,
  'undici, which does not throw for a status': `import { request } from 'undici';\nasync function track(body) { const result = await «request(${URL}, { method: 'POST', body })»; await result.body.dump(); }`,
  'a part of a response of undici': `import { request } from 'undici';\nasync function load() { const { body } = await «request(${URL})»; const json = await body.json(); return json.data; }`,
  'a call that a platform waits for': `app.post('/', context => { context.waitUntil(«${SEND}»); });`,
  'the second of two calls': `async function upsert(body, id) {
  const created = await fetch('https://a.klaviyo.com/api/profiles', { method: 'POST', body });
  if (created.status === 409) await «fetch(\`https://a.klaviyo.com/api/profiles/\${id}\`, { method: 'PATCH', body })»;
  else if (!created.ok) throw new Error('refused');
}`,
  'a wrapper that returns the response': `const send = body => ${SEND};\nasync function track(body) { await «send(body)»; }`,
  'a wrapper whose caller parses only': `const send = body => ${SEND};\nasync function load(body) { const json = await (await «send(body)»).json(); return json.data; }`,
  'calls of a list': `async function track(all) { await Promise.all(all.map(body => «${SEND}»)); }`,
  'a body that callers do not search': `async function send(body) { const response = await «${SEND}»; return response.json(); }\nexport async function load(body) { return (await send(body)).data; }`,
  'a body of which it is only asked whether it is empty': `async function load(body, result) { const response = await «${SEND}»; const json = await response.json(); if (!json.data?.length) return result.json({ found: false }); return json.data[0]; }`,
};

const AXIOS = `import axios from 'axios';\nconst klaviyo = axios.create({ baseURL: 'https://a.klaviyo.com/api', validateStatus: () => true });\n`;

const PRAISED: Record<string, string> = {
  'a success that is logged': `async function track(body) { const response = await «${SEND}»; if (response.ok) { console.log('sent'); } }`,
  'a success that is logged without braces': `async function track(body) { const response = await «${SEND}»; if (response.ok) console.info('sent'); }`,
  'a success of a wrapper': `const send = body => ${SEND};\nasync function track(body) { const response = await «send(body)»; if (response.ok) console.log('sent'); }`,
};

const UNHEARD: Record<string, string> = {
  'a callback of request': `const request = require('request');\n«request({ method: 'POST', url: ${URL}, json: body }, () => console.log('sent'))»;`,
};

const ACCEPTED: Record<string, string> = {
  'a client that accepts every status': `${AXIOS}async function track(body) { await «klaviyo.post('/events', body)»; }`,
  'a call that accepts every status': `import axios from 'axios';\nasync function track(body) { await «axios.post(${URL}, body, { validateStatus: null })»; }`,
  'a limit above the refusals': `import axios from 'axios';\nasync function track(body) { await «axios.post(${URL}, body, { validateStatus: status => status >= 200 && status < 500 })»; }`,
  'a body with return': `import axios from 'axios';\nasync function track(body) { await «axios.post(${URL}, body, { validateStatus() { return true; } })»; }`,
  'data that is only read': `${AXIOS}async function load(id) { const { data } = await «klaviyo.get(\`/profiles/\${id}\`)»; console.log('loaded'); const email = data.data.attributes.email; use(email); }`,
  'a wrapper': `${AXIOS}const send = body => klaviyo.post('/events', body);\nasync function track(body) { await «send(body)»; }`,
  'got that throws for no status': `import got from 'got';\nasync function track(json) { await «got.post(${URL}, { json, throwHttpErrors: false })»; }`,
};

const TIMEOUTS: Record<string, string> = {
  'a code': `${SDK}async function track(body) { try { await ${CREATE}; } «catch (error) { if (error.code === 'ECONNABORTED') console.warn('Klaviyo is slow'); }» }`,
  'a default behind it': `${SDK}async function load(id) { try { return await events.getEvent(id); } «catch (error) { if (isTimeout(error)) { logger.warn('slow', error); } return null; }» }`,
  'several codes': `${SDK}const track = body => «${CREATE}.catch(error => { if (error.name === 'TimeoutError' || error.message.includes('timeout')) log(error); })»;`,
};

const DEVELOPMENT: Record<string, string> = {
  'a log outside production': `${SDK}async function track(body) { try { await ${CREATE}; } «catch (error) { if (process.env.NODE_ENV !== 'production') { console.error(error); } }» }`,
  'a log in development, and a default': `${SDK}async function load(id) { try { return await events.getEvent(id); } «catch (error) { if ('development' === process.env.NODE_ENV) console.error(error); return null; }» }`,
  'a log behind the flag of a bundler': `${SDK}async function track(body) { try { await ${CREATE}; } «catch (error) { import.meta.env.DEV && console.error(error); }» }`,
  'a handler that is one expression': `${SDK}const track = body => «${CREATE}.catch(error => !isProduction && console.error(error))»;`,
  'a function that tells the environment': `${SDK}const track = body => «${CREATE}.catch(error => { if (isDev()) console.error(error); })»;`,
};

const SETTLED: Record<string, string> = {
  'results of which only variables are made that are made of each other': `${SDK}async function order(all) { const results = await «Promise.allSettled(all.map(body => ${CREATE}))»; var sent = results.length; var sent = sent.length; }`,
  'results of which only a count is made that nothing reads': `${SDK}async function order(all) { const results = await «Promise.allSettled(all.map(body => ${CREATE}))»; const sent = results.filter(result => result.status === 'fulfilled').length; }`,
  'a list of calls': `${SDK}async function order(body) { await «Promise.allSettled([${CREATE}, other()])»; }`,
  'calls for each element': `${SDK}async function order(all) { await «Promise.allSettled(all.map(async body => { await ${CREATE}; }))»; }`,
  'results that are not read': `${SDK}async function order(body) { const results = await «Promise.allSettled([${CREATE}])»; }`,
  wrappers: `${CHECKED}async function order(body) { await «Promise.allSettled([send(body), send(body)])»; }`,
};

const DROPPED: Record<string, string> = {
  'an object with the error': `${SDK}async function track(body) { try { await ${CREATE}; return {}; } catch (error) { return { error: error.message }; } }\nasync function order(body) { await «track(body)»; }`,
  'an object with ok': `${SDK}async function track(body) { try { await ${CREATE}; return { ok: true }; } catch { return { ok: false }; } }\nasync function order(body) { void «track(body)»; }`,
  'an object for a status': `async function send(body) { const response = await ${SEND}; if (!response.ok) return { error: { status: response.status } }; return { error: null }; }\nasync function order(body) { await «send(body)»; }`,
  'an object that is passed on': `${SDK}async function send(body) { try { await ${CREATE}; return {}; } catch (error) { return { error }; } }\nconst track = body => send(body);\nasync function order(body) { await «track(body)»; }`,
};

const BODIES: Record<string, string> = {
  'in a catch': `${SDK}async function health(body) { try { await ${CREATE}; } catch (error) { return error.«body»?.errors; } }`,
  'in a catch of a promise': `${SDK}${CREATE}.catch(error => { console.error(error.«body»); });`,
  'behind then': `${SDK}${CREATE}.then(done).catch(error => console.error(error.«body».errors[0].detail));`,
  'of a cast': `${SDK}async function health(body) { try { await ${CREATE}; } catch (error) { console.error((error as any).«body»); } }`,
  'around a wrapper': `${SDK}const send = body => ${CREATE};\nasync function health(body) { try { await send(body); } catch (error) { console.error(error.«body»); } }`,
  'in a function that is given the error': `${SDK}function detailOf(error) { return error.«body»?.errors?.[0]?.detail; }\nasync function health(body) { try { await ${CREATE}; } catch (error) { console.error(detailOf(error)); } }`,
};

const FINE: Record<string, string> = {
  'a text that stands for nothing else': `${SDK}async function load(id) { try { const event = await events.getEvent(id); return event.body.data.attributes.city; } catch { return 'Unknown'; } }`,
  'a text that names the failure': `${SDK}async function load(id) { try { const event = await events.getEvent(id); return event.body.data.attributes.state ?? 'failed'; } catch { return 'failed'; } }`,
  'a text that a function inside falls back to': `${SDK}async function load(id) { try { const event = await events.getEvent(id); const show = city => { return city ?? 'Unknown'; }; return show(event.body.city); } catch { return 'Unknown'; } }`,
  'a text that the caller looks for': `${SDK}async function load(id) { try { const event = await events.getEvent(id); return event.body.data.attributes.city ?? 'Unknown'; } catch { return 'Unknown'; } }\nexport async function show(id) { const city = await load(id); if (city === 'Unknown') console.warn('no city'); return city; }`,
  'another attempt with the same function': `${CHECKED}async function track(body) { try { return await send(body); } catch {}\nreturn await send({ data: body }); }`,
  'another attempt, whose result is tested': `${SDK}async function load(id) { try { const all = await events.getEvents({ filter }); if (all.body.data.length > 0) return all; } catch { /* without the filter below */ }\nconst all = await events.getEvents(); if (all.body.data.length === 0) throw new Error('no events'); return all; }`,
  'a catch that logs': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { console.error(error); } }`,
  'a handler that logs timeouts and the others': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (error.code === 'ECONNABORTED') console.warn('slow'); else console.error(error); } }`,
  'a handler that logs timeouts and throws': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (error.code === 'ECONNABORTED') console.warn('slow'); throw error; } }`,
  'a handler that logs all but timeouts': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (error.name !== 'TimeoutError') console.error(error); } }`,
  'a handler that logs all but what is not there': `${SDK}async function load(id) { try { return await events.getEvent(id); } catch (error) { if (error.response?.status !== 404) console.error(error); return null; } }`,
  'a handler that logs behind the timeouts': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (isTimeout(error)) metrics.slow(); console.error(error); } }`,
  'a client that accepts every status, and a status': `${AXIOS}async function track(body) { const response = await klaviyo.post('/events', body); if (response.status >= 400) throw new Error('refused'); }`,
  'a client that accepts every status, and a status behind then': `${AXIOS}const track = body => klaviyo.post('/events', body).then(({ status }) => status);`,
  'a client that accepts every status, and errors in the data': `${AXIOS}async function load(id) { const { data } = await klaviyo.get(\`/profiles/\${id}\`); if (data.errors) throw new Error(data.errors[0].detail); return data; }`,
  'a client that accepts every status, and a response that is returned': `${AXIOS}export const send = body => klaviyo.post('/events', body);`,
  'a client that accepts every status, and an interceptor': `${AXIOS}klaviyo.interceptors.response.use(response => { if (response.status >= 400) throw new Error('refused'); return response; });\nasync function track(body) { await klaviyo.post('/events', body); }`,
  'a client that accepts what is expected': `import axios from 'axios';\nasync function track(body) { await axios.post(${URL}, body, { validateStatus: status => (status >= 200 && status < 300) || status === 409 }); }`,
  'a limit below the refusals': `import axios from 'axios';\nasync function track(body) { await axios.post(${URL}, body, { validateStatus: status => status < 400 }); }`,
  'a test of the status that is not seen': `import axios from 'axios';\nimport { isFine } from './fine.js';\nasync function track(body) { await axios.post(${URL}, body, { validateStatus: isFine }); }`,
  'got whose hook sees the response': `import got from 'got';\nasync function track(json) { await got.post(${URL}, { json, throwHttpErrors: false, hooks: { afterResponse: [check] } }); }`,
  'another vendor that accepts every status': `import axios from 'axios';\nawait axios.post('https://shop.example/orders', body, { validateStatus: () => true }); // klaviyo`,
  'a catch that logs without the error': `${SDK}async function track(body) { try { await ${CREATE}; } catch { logger.warn('no event'); } }`,
  'a catch that throws': `${SDK}async function track(body) { try { await ${CREATE}; } catch { throw new Error('no event'); } }`,
  'a catch that reports': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { Sentry.captureException(error); return null; } }`,
  'a catch that answers': `${SDK}async function route(body, response) { try { await ${CREATE}; } catch { response.status(502).end(); } }`,
  'a catch that sets the state of a page': `${SDK}async function track(body) { try { await ${CREATE}; } catch { setFailed(true); } }`,
  'a catch that counts': `${SDK}async function track(body) { let failed = 0; try { await ${CREATE}; } catch { failed += 1; } return failed; }`,
  'a catch that asks what failed': `${SDK}async function load(id) { try { return await events.getEvent(id); } catch (error) { if (error.response?.status === 404) return null; throw error; } }`,
  'a catch that returns the error': `${SDK}export async function track(body) { try { await ${CREATE}; } catch (error) { return { error }; } }`,
  'false that a caller looks at': `${SDK}async function track(body) { try { await ${CREATE}; return true; } catch { return false; } }\nasync function order(body) { if (!(await track(body))) console.error('no event'); }`,
  'null that a caller throws for': `${SDK}async function load(id) { try { return await events.getEvent(id); } catch { return null; } }\nasync function order(id) { const event = await load(id); if (!event) throw new Error('no event'); }`,
  'a variable that is looked at behind it': `${SDK}async function load(id) { let event; try { event = await events.getEvent(id); } catch {} if (!event) throw new Error('no event'); }`,
  'a flag': `${SDK}async function track(body) { let sent = false; try { await ${CREATE}; sent = true; } catch {} return sent; }`,
  'a loop behind which it throws': `${SDK}async function track(body) { for (let attempt = 0; attempt < 3; attempt += 1) { try { return await ${CREATE}; } catch { continue; } } throw new Error('no event'); }`,
  'console.error as a handler': `${SDK}${CREATE}.catch(console.error);`,
  'next as a handler': `${SDK}app.post('/', (request, response, next) => { ${CREATE}.catch(next); });`,
  'a handler from elsewhere': `import { report } from './report.js';\n${SDK}${CREATE}.catch(report);`,
  'null that is looked at': `${SDK}async function load(id) { const event = await events.getEvent(id).catch(() => null); if (!event) throw new Error('no event'); }`,
  'an empty catch around a call that logs by itself': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { console.error(error); } }\ntrack(body).catch(() => {});`,
  'an empty catch around a call that logs and throws': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { console.error(error); throw error; } }\ntrack(body).catch(() => {});`,
  'an empty catch around a helper that logs the last failure too': `${WITH_RETRY.replace('      throw error;', '      console.error(error);\n      throw error;')}async function track(body) { try { await withRetry(() => axios.post(${URL}, body)); } catch {} }`,
  'an empty catch around a wrapper that logs each attempt': `${SDK}async function send(body) { for (let attempt = 1; ; attempt += 1) { try { return await ${CREATE}; } catch (error) { console.error(error); if (attempt === 3) throw error; } } }\nasync function track(body) { try { await send(body); } catch {} }`,
  'an empty catch around a wrapper that logs what Klaviyo answered': `${SDK}async function send(body) { for (let attempt = 1; ; attempt += 1) { try { return await ${CREATE}; } catch (error) { if (error.response) console.error(error.response.data); if (attempt === 3) throw error; } } }\nasync function track(body) { try { await send(body); } catch {} }`,
  'an empty catch around a function that logs what it knows and throws the rest': `${SDK}async function send(body) { try { await ${CREATE}; } catch (error) { if (error.response) { console.error(error.response.data); return null; } throw error; } }\nasync function track(body) { try { await send(body); } catch {} }`,
  'an empty catch around a wrapper that logs the error that it throws behind its loop': `${SDK}async function send(body) { let last; for (const wait of [1, 2, 4]) { try { return await ${CREATE}; } catch (error) { last = error; console.warn(error.message); } } throw last; }\nasync function track(body) { try { await send(body); } catch {} }`,
  'an empty catch around a wrapper that keeps the error and throws none': `${SDK}async function send(body) { let last; for (const wait of [1, 2, 4]) { try { return await ${CREATE}; } catch (error) { last = error; } } return { error: last }; }\nexport async function track(body) { try { return await send(body); } catch {} }`,
  'an empty catch around something else': `${SDK}function read(text) { try { return JSON.parse(text); } catch {} }\nawait ${CREATE};`,
  'an empty catch around another vendor': `${SDK}async function track(body) { await ${CREATE}; try { await fetch('https://shop.example/orders'); } catch {} }`,
  'a listener that is registered in a try': `${SDK}function listen() { try { button.addEventListener('click', () => ${CREATE}); } catch {} }`,
  'a promise that leaves the try': `${SDK}async function track(body) { try { return ${CREATE}; } catch { return null; } }`,
  'a call that is not awaited': `${SDK}function track(body) { void ${CREATE}; }`,
  'a log outside production, and a report everywhere': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (process.env.NODE_ENV !== 'production') console.error(error); Sentry.captureException(error); } }`,
  'a log outside production, and a report elsewhere': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (process.env.NODE_ENV !== 'production') console.error(error); else report(error); } }`,
  'a log in production': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (process.env.NODE_ENV === 'production') console.error(error); } }`,
  'a log for a setting': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (process.env.LOG_LEVEL !== 'production') console.error(error); } }`,
  'a return in development, and a log': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { if (process.env.NODE_ENV === 'development') return; console.error(error); } }`,
  'a count of results that is returned': `${SDK}async function order(all) { const results = await Promise.allSettled(all.map(body => ${CREATE})); const sent = results.filter(result => result.status === 'fulfilled').length; return sent; }`,
  'results whose reasons a callback logs': `${SDK}async function order(all) { const results = await Promise.allSettled(all.map(body => ${CREATE})); const sent = results.filter(result => { if (result.reason) console.error(result.reason); return !result.reason; }); }`,
  'results that a function of the file selects': `${SDK}async function order(all) { const results = await Promise.allSettled(all.map(body => ${CREATE})); const sent = results.filter(isSent); }`,
  'a count of results that is exported': `${SDK}const results = await Promise.allSettled([${CREATE}]);\nexport const sent = results.length;`,
  'results that are read': `${SDK}async function order(body) { const results = await Promise.allSettled([${CREATE}]); for (const { reason } of results) if (reason) console.error(reason); }`,
  'calls that log by themselves, settled': `${SDK}async function track(body) { try { await ${CREATE}; } catch (error) { console.error(error); } }\nasync function order(body) { await Promise.allSettled([track(body)]); }`,
  ok: CHECKED,
  status: `async function track(body) { const { status } = await ${SEND}; return status; }`,
  'ok behind then': `${SEND}.then(response => { if (!response.ok) throw new Error('refused'); });`,
  'a status that is compared lines later': `async function track(body) { const response = await ${SEND}; const text = await response.text(); done(text); if (response.status !== 202) console.error(text); }`,
  'a body around which is a catch': `async function load(body) { const response = await ${SEND}; const json = await response.json().catch(() => ({})); if (!response.ok) throw new Error(json.detail); return json; }`,
  'a body in a try of its own': `async function load(body) { const response = await ${SEND}; let json; try { json = await response.json(); } catch { json = null; } if (response.status === 201) return json; throw new Error('refused'); }`,
  'errors in the body': `async function load(body) { const response = await ${SEND}; const json = await response.json(); if (json.errors) throw new Error('refused'); return json; }`,
  'a body that is logged': `async function load(body) { const response = await ${SEND}; console.log(await response.text()); }`,
  'data that has to be there': `async function load(body) { const response = await ${SEND}; const { data } = await response.json(); if (!data) throw new Error('no data'); return data; }`,
  'a body that a caller searches': `async function send(body) { const response = await ${SEND}; return response.json(); }\nexport async function load(body) { const json = await send(body); if (json.errors) throw new Error('refused'); return json.data; }`,
  'a response that is returned': `export const send = body => ${SEND};`,
  'a body that is returned': `export const send = async body => (await ${SEND}).json();`,
  'a response that another function gets': `import { check } from './check.js';\nasync function track(body) { check(await ${SEND}); }`,
  'a response that a function of the file checks': `function check(response) { if (!response.ok) throw new Error('refused'); }\nasync function track(body) { check(await ${SEND}); }`,
  'a body that is answered with its status': `const proxy = async (body, result) => { const response = await ${SEND}; result.status(response.status).send(await response.text()); };`,
  'a body that is answered': `const proxy = async (body, result) => { const response = await ${SEND}; result.json(await response.json()); };`,
  'a response in a field': `class Tracker { async track(body) { this.response = await ${SEND}; } }`,
  'a success and a refusal that are logged': `async function track(body) { const response = await ${SEND}; if (response.ok) console.log('sent'); else console.error('refused'); }`,
  'a success that is counted': `let sent = 0;\nasync function track(body) { const response = await ${SEND}; if (response.ok) sent++; }`,
  'a success that is saved': `async function track(body) { const response = await ${SEND}; if (response.ok) await save(body); }`,
  'a success that returns': `async function track(body) { const response = await ${SEND}; if (response.ok) return console.log('sent'); throw new Error('refused'); }`,
  'a callback of request that reads the response': `const request = require('request');\nrequest({ method: 'POST', url: ${URL}, json: body }, (error, response) => console.log(response.statusCode));`,
  'axios, which throws for a status': `import axios from 'axios';\nasync function track(body) { await axios.post(${URL}, body); }`,
  'ky, which throws for a status': `import ky from 'ky';\nasync function track(body) { await ky.post(${URL}, { json: body }); }`,
  'a status of undici': `import { request } from 'undici';\nasync function load() { const { statusCode, body } = await request(${URL}); if (statusCode !== 200) throw new Error('refused'); return body.json(); }`,
  'an object for a status that is logged': `async function send(body) { const response = await ${SEND}; if (!response.ok) { console.error(response.status); return { error: response.status }; } return {}; }\nasync function order(body) { await send(body); }`,
  'an object for a status that is read': `async function send(body) { const response = await ${SEND}; return { ok: response.ok }; }\nasync function order(body) { const { ok } = await send(body); return ok; }`,
  'an observable whose failure is logged': `import { HttpService } from '@nestjs/axios';\nimport { catchError } from 'rxjs';\nclass Profiles { constructor(private readonly http: HttpService) {} load() { return this.http.get(${URL}).pipe(catchError(error => { console.error(error); return []; })); } }`,
  'a result with the error that is read': `${SDK}async function track(body) { try { await ${CREATE}; return {}; } catch (error) { return { error: error.message }; } }\nasync function order(body) { const { error } = await track(body); if (error) console.error(error); }`,
  'a result with the error of a function that logs too': `${SDK}async function track(body) { try { await ${CREATE}; return {}; } catch (error) { console.error(error); return { error: error.message }; } }\nasync function order(body) { await track(body); }`,
  'the data of the response of an error': `${SDK}async function health(body) { try { await ${CREATE}; } catch (error) { console.error(error.response?.data.errors ?? error.body); } }`,
  'the body of another error': `${SDK}async function health(body) { try { await ${CREATE}; await shop.load(); } catch (error) { console.error(error.body); } }`,
  'the body of an error of a known class': `${SDK}async function health(body) { try { await ${CREATE}; } catch (error) { if (error instanceof ShopError) console.error(error.body); throw error; } }`,
  'the body of a result': `${SDK}async function load() { try { const result = await events.getEvents(); return result.body; } catch (error) { throw error; } }`,
};

/** A case whose only error stands between the marks. */
function marked(messageId: MessageId, cases: Record<string, string>): InvalidCase<MessageId>[] {
  return Object.entries(cases).map(([name, code]) => ({
    name: `${messageId}: ${name}`,
    code: code.replaceAll(/[«»]/g, ''),
    errors: [{ messageId, at: code, ...(messageId === 'errorBody' && { data: { name: 'error' } }) }],
  }));
}

testRule(withoutSuggestions(rule), {
  valid: [
    ...Object.entries({ ...FINE, ...HEARD }).map(([name, code]): ValidCase => ({ name, code })),
    { name: 'a test', filename: 'test/klaviyo.test.js', code: `await ${SEND};` },
    { name: 'a file with doubles', code: `vi.mock('./queue.js');\nawait ${SEND};` },
    { name: 'another vendor', code: "await fetch('https://shop.example/orders'); // then to klaviyo" },
  ],
  invalid: [
    ...marked('empty', EMPTY),
    ...marked('empty', LISTENERS),
    ...marked('default', DEFAULTS),
    ...marked('settled', SETTLED),
    ...marked('dropped', DROPPED),
    ...marked('ignored', IGNORED),
    ...marked('praised', PRAISED),
    ...marked('unheard', UNHEARD),
    ...marked('accepted', ACCEPTED),
    ...marked('timeouts', TIMEOUTS),
    ...marked('development', DEVELOPMENT),
    ...marked('errorBody', BODIES),
    {
      name: 'a call whose status is ignored inside of an empty catch is lost twice',
      code: `async function track(body) { try { await ${SEND}; } catch {} }`,
      errors: [
        { messageId: 'ignored', at: SEND },
        { messageId: 'empty', at: 'catch {}' },
      ],
    },
    {
      name: 'several calls in one empty catch are one finding',
      code: `${SDK}async function track(one, other) { try { await events.createEvent(one); await events.createEvent(other); } catch {} }`,
      errors: [{ messageId: 'empty', at: 'catch {}' }],
    },
  ],
});
