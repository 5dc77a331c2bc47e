import { expect, test } from 'vitest';
import { healthRoutes } from '../../src/checklist/http-routes.ts';
import { KLAVIYO_SIGNS } from '../../src/checklist/klaviyo/signs.ts';
import { factsIn } from '../support/evidence.ts';

const SERVER = "import express from 'express';\nimport { ProfilesApi } from 'klaviyo-api';\nconst app = express();\n";

test.each([
  ['through functions', 'const a = () => b();\nfunction b() { return new ProfilesApi(); }\n', 'a', true],
  ['through functions that call each other', 'const a = () => b();\nfunction b() { return a(); }\n', 'a', false],
  ['of a function that asks nothing', 'const a = () => 1;\n', 'a', false],
  ['by the name of a local', '', 'klaviyo', true],
])('a health route %s', async (_, functions, handler, asksVendor) => {
  const { code } = await factsIn({ 'a.ts': `${SERVER}${functions}app.get('/health', ${handler});\n` });
  expect(healthRoutes(code, KLAVIYO_SIGNS).map(route => route.asksVendor)).toEqual([asksVendor]);
});

test('many routes through many functions are followed', async () => {
  const functions = Array.from({ length: 1500 }, (_, index) => `const f${index} = () => f${index + 1}();\n`);
  const routes = Array.from({ length: 1500 }, (_, index) => `app.get('/health/${index}', f${index});\n`);
  const { code } = await factsIn({
    'a.ts': `${SERVER}${functions.join('')}const f1500 = () => new ProfilesApi();\n${routes.join('')}`,
  });
  expect(healthRoutes(code, KLAVIYO_SIGNS).filter(({ asksVendor }) => asksVendor)).toHaveLength(1500);
});
