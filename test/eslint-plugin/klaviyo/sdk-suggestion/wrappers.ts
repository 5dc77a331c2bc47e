/** A wrapper that does more than to send, and what the title of the suggestion says of it. */
export interface Wrapper {
  title: string;
  /** Statements of the function `klaviyo(path, init)`; `SEND` stands for the call of `fetch`. */
  body: string;
  difference: string;
  /** How the answer is read, where it is not `(await …).response.data`. */
  read?: string;
}

const GUARD = 'if (!res.ok) throw new Error(`Klaviyo answered ${res.status}.`);';

export const WRAPPERS: readonly Wrapper[] = [
  {
    title: 'one that logs',
    body: `console.info('Klaviyo', path);
  const res = SEND;
  console.info(res.status);
  ${GUARD}
  return res.json();`,
    difference: ", without the wrapper's logs and error texts",
  },
  {
    title: 'one that reads the error before it throws',
    body: `const res = SEND;
  if (!res.ok) {
    let detail = res.statusText;
    try {
      const body = await res.json();
      if (body.errors?.[0]?.detail) detail = body.errors[0].detail;
    } catch {
      // The text of the status does.
    }
    throw new Error(\`Klaviyo answered \${res.status}: \${detail}\`);
  }
  return (await res.json()) as any;`,
    difference: ", without the wrapper's error texts",
  },
  {
    title: 'one that tries again in a loop',
    body: `for (let attempt = 0; attempt < 3; attempt += 1) {
    if (attempt > 0) await new Promise(resolve => setTimeout(resolve, 10 * attempt));
    const res = SEND;
    if (res.status === 429 || res.status >= 500) continue;
    ${GUARD}
    return res.json();
  }
  throw new Error('Klaviyo does not answer.');`,
    difference: ", without the wrapper's error texts, and with the SDK's retries",
  },
  {
    title: 'one that calls itself again',
    body: `const res = SEND;
  if (res.status === 429) {
    const seconds = Number(res.headers.get('Retry-After') ?? '1');
    await new Promise(resolve => setTimeout(resolve, seconds * 1000));
    return klaviyo(path, init);
  }
  ${GUARD}
  const data = await res.json();
  return data;`,
    difference: ", without the wrapper's error texts, and with the SDK's retries",
  },
  {
    title: 'one that limits the time',
    body: `const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    const res = SEND_WITH_SIGNAL;
    ${GUARD}
    const text = await res.text();
    return text ? JSON.parse(text) : null;
  } catch (error) {
    console.error('Klaviyo failed', error);
    throw error;
  } finally {
    clearTimeout(timer);
  }`,
    difference: ", without the wrapper's logs, time limit and error texts",
    read: '((await CALL).response.data || null)',
  },
  {
    title: 'one that knows answers without a body',
    body: `const res = SEND;
  ${GUARD}
  if (res.status === 204 || res.headers.get('content-length') === '0') return {};
  return res.json();`,
    difference: ", without the wrapper's error texts",
    read: '((await CALL).response.data || {})',
  },
  {
    title: 'one that returns where the answer is one of success',
    body: `let lastError: unknown;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const res = SEND;
      if (res.ok) return await res.json();
      lastError = new Error(\`Klaviyo answered \${res.status}.\`);
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;`,
    difference: ", without the wrapper's error texts, and with the SDK's retries",
  },
];

/** Statements of wrappers that cannot be left out. */
export const INDISPENSABLE: readonly { title: string; body: string }[] = [
  { title: 'gives null for a failure', body: 'const res = SEND;\n  if (!res.ok) return null;\n  return res.json();' },
  {
    title: 'gives null for an error',
    body: 'try {\n    const res = SEND;\n    return await res.json();\n  } catch {\n    return null;\n  }',
  },
  {
    title: 'gives nothing after the last attempt',
    body: `for (let attempt = 0; attempt < 3; attempt += 1) {\n    const res = SEND;\n    if (res.ok) return res.json();\n  }\n  return null;`,
  },
  {
    title: 'logs a failure and gives its body',
    body: "const res = SEND;\n  if (!res.ok) console.error('failed');\n  else return res.json();\n  return {};",
  },
  {
    title: 'keeps answers',
    body: `const known = cache.get(path);\n  if (known) return known;\n  const res = SEND;\n  ${GUARD}\n  return res.json();`,
  },
  {
    title: 'waits before it sends',
    body: `await new Promise(resolve => setTimeout(resolve, 100));\n  const res = SEND;\n  ${GUARD}\n  return res.json();`,
  },
  { title: 'counts', body: `counted.calls += 1;\n  const res = SEND;\n  ${GUARD}\n  return res.json();` },
  { title: 'tells others', body: `const res = SEND;\n  report(res.status);\n  ${GUARD}\n  return res.json();` },
  {
    title: 'looks at what the answer says',
    body: `const res = SEND;\n  ${GUARD}\n  const body = await res.json();\n  if (!body.data) throw new Error('There is none.');\n  return body;`,
  },
  { title: 'gives a part of the answer', body: `const res = SEND;\n  ${GUARD}\n  return (await res.json()).data;` },
  {
    title: 'throws an error with the status',
    body: `const res = SEND;\n  if (!res.ok) throw Object.assign(new Error('Klaviyo'), { status: res.status });\n  return res.json();`,
  },
  {
    title: 'throws an error of a class that others know',
    body: `const res = SEND;\n  if (!res.ok) throw new KlaviyoError('Klaviyo');\n  return res.json();`,
  },
];
