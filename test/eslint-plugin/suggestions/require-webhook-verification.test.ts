import { testSuggestions } from './test-suggestions.ts';

testSuggestions('require-webhook-verification', [
  {
    name: 'an import that is extended',
    file: 'hook.ts',
    code: `import type { Request, Response } from 'express';
import { createHmac } from 'node:crypto';
export function ok(req: { headers: Record<string, string>; raw: string }): boolean {
  const signature = req.headers['klaviyo-signature'];
  const timestamp = req.headers['klaviyo-timestamp'] ?? '';
  const expected = createHmac('sha256', process.env.S ?? '').update(req.raw + timestamp).digest('hex');
  if (Date.now() - Date.parse(timestamp) > 60_000) return false;
  return signature === expected;
}
`,
    offers: [
      {
        title: "Compare with 'timingSafeEqual', after the lengths.",
        change: `- import { createHmac } from 'node:crypto';
+ import { createHmac, timingSafeEqual } from 'node:crypto';
-   return signature === expected;
+   return (Buffer.from(String(signature)).length === Buffer.from(String(expected)).length && timingSafeEqual(Buffer.from(String(signature)), Buffer.from(String(expected))));`,
      },
    ],
  },
  {
    name: 'the whole of crypto by require, and an inequality',
    file: 'hook2.js',
    code: `const crypto = require('crypto')
module.exports = function ok(req) {
  const expected = crypto.createHmac('sha256', process.env.S).update(req.rawBody + req.headers['klaviyo-timestamp']).digest('hex')
  if (req.headers['klaviyo-signature'] !== expected) throw new Error('no')
  return Date.now() - Date.parse(req.headers['klaviyo-timestamp']) < 5
}
`,
    offers: [
      {
        title: "Compare with 'timingSafeEqual', after the lengths.",
        change: `-   if (req.headers['klaviyo-signature'] !== expected) throw new Error('no')
+   if (!(Buffer.from(String(req.headers['klaviyo-signature'])).length === Buffer.from(String(expected)).length && crypto.timingSafeEqual(Buffer.from(String(req.headers['klaviyo-signature'])), Buffer.from(String(expected))))) throw new Error('no')`,
      },
    ],
  },
  {
    name: 'a namespace',
    file: 'hook3.mjs',
    code: `import * as c from 'crypto';
export const ok = (req) => { const { signature } = { signature: req.headers['klaviyo-signature'] }; const h = c.createHmac('sha256', 's').update(req.rawBody).update(req.headers['klaviyo-timestamp']).digest('hex'); return (signature) == (h) && Date.now() > 3; };
`,
    offers: [
      {
        title: "Compare with 'timingSafeEqual', after the lengths.",
        change: `- export const ok = (req) => { const { signature } = { signature: req.headers['klaviyo-signature'] }; const h = c.createHmac('sha256', 's').update(req.rawBody).update(req.headers['klaviyo-timestamp']).digest('hex'); return (signature) == (h) && Date.now() > 3; };
+ export const ok = (req) => { const { signature } = { signature: req.headers['klaviyo-signature'] }; const h = c.createHmac('sha256', 's').update(req.rawBody).update(req.headers['klaviyo-timestamp']).digest('hex'); return (Buffer.from(String(signature)).length === Buffer.from(String(h)).length && c.timingSafeEqual(Buffer.from(String(signature)), Buffer.from(String(h)))) && Date.now() > 3; };`,
      },
    ],
  },
  {
    name: 'none where a side is a call',
    file: 'hook4.mjs',
    code: `import crypto, { createHmac } from 'crypto';
export const ok = (req) => createHmac('sha256', process.env.X).update(req.rawBody + req.headers['klaviyo-timestamp']).digest('hex') === req.headers['klaviyo-signature'];
`,
    offers: [],
  },
  {
    name: 'comments in a comparison, and a parameter that hides what would be imported',
    file: 'hook.ts',
    code: `import { createHmac } from 'node:crypto';
export function klaviyoWebhook(headers: Record<string, string>, raw: string) {
  const signature = headers['klaviyo-signature']!, timestamp = headers['klaviyo-timestamp']!;
  const expected = createHmac('sha256', process.env.SECRET!).update(raw + timestamp).digest('hex');
  return expected /* ours */ === /* theirs */ signature && Date.now() - Date.parse(timestamp) < 1000;
}
export const POST = (req: any, res: any) => {
  const signature = req.get('Klaviyo-Signature'), timestamp = req.get('Klaviyo-Timestamp');
  const expected = createHmac('sha256', process.env.SECRET!).update(req.rawBody + timestamp).digest('hex');
  if (Date.now() - Date.parse(timestamp) > 1000 || expected /* ours */ !== /* theirs */ signature) return res.sendStatus(401);
  res.sendStatus(200);
};
`,
    offers: [
      {
        title: "Compare with 'timingSafeEqual', after the lengths.",
        change: `- import { createHmac } from 'node:crypto';
+ import { createHmac, timingSafeEqual } from 'node:crypto';
-   return expected /* ours */ === /* theirs */ signature && Date.now() - Date.parse(timestamp) < 1000;
+   /* ours */
+   /* theirs */
+   return (Buffer.from(String(expected)).length === Buffer.from(String(signature)).length && timingSafeEqual(Buffer.from(String(expected)), Buffer.from(String(signature)))) && Date.now() - Date.parse(timestamp) < 1000;`,
      },
      {
        title: "Compare with 'timingSafeEqual', after the lengths.",
        change: `- import { createHmac } from 'node:crypto';
+ import { createHmac, timingSafeEqual } from 'node:crypto';
-   if (Date.now() - Date.parse(timestamp) > 1000 || expected /* ours */ !== /* theirs */ signature) return res.sendStatus(401);
+   /* ours */
+   /* theirs */
+   if (Date.now() - Date.parse(timestamp) > 1000 || !(Buffer.from(String(expected)).length === Buffer.from(String(signature)).length && timingSafeEqual(Buffer.from(String(expected)), Buffer.from(String(signature))))) return res.sendStatus(401);`,
      },
    ],
  },
]);
