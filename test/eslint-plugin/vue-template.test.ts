import * as typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import * as vue from 'vue-eslint-parser';
import plugin from '../../eslint-plugin/index.ts';
import { lintFiles } from '../../src/project/lint/lint-files.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';
const OPTIONS = `{ headers: { revision: '2026-07-15' } }`;

/** What the plugin reports with the parser of Vue, and what the tool does. */
async function reported(text: string): Promise<Record<'plugin' | 'tool', string[]>> {
  const messages = new Linter().verify(
    text,
    [
      { files: ['**/*.vue'], languageOptions: { parser: vue, parserOptions: { parser: typescript } } },
      plugin.configs.recommended as Linter.Config,
      { settings: { klaviyo: { asOf: '2026-11-20' } } },
    ],
    'src/a.vue',
  );
  const read = (): Buffer => Buffer.from(text);
  const { findings } = await lintFiles(read, ['src/a.vue'], { root: '/checked', asOf: '2026-11-20' });
  const line = (at: { ruleId?: string | null; line: number; column: number; endLine?: number; endColumn?: number }) =>
    `${at.ruleId} ${at.line}:${at.column}-${at.endLine}:${at.endColumn}`;
  return { plugin: messages.map(line).sort(), tool: findings.map(line).sort() };
}

describe('the template of a component of Vue', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    [
      'a handler',
      `<template><a @click="fetch('${LISTS}', ${OPTIONS})" /></template>`,
      ['klaviyo/no-raw-http 1:22-1:103'],
    ],
    [
      'a text, an attribute and a condition',
      `<template>
  <p v-if="fetch('${LISTS}', ${OPTIONS})">
    <img :src="fetch('${LISTS}', ${OPTIONS})" />
    {{ fetch('${LISTS}', ${OPTIONS}) }}
  </p>
</template>`,
      ['klaviyo/no-raw-http 2:12-2:93', 'klaviyo/no-raw-http 3:16-3:97', 'klaviyo/no-raw-http 4:8-4:89'],
    ],
    [
      'a constant of the script',
      `<script setup lang="ts">
const API: string = 'https://a.klaviyo.com/api';
</script>
<template><a @click="fetch(API + '/lists', ${OPTIONS})" /></template>`,
      ['klaviyo/no-raw-http 4:22-4:84'],
    ],
    [
      'a revision that is sent from a template',
      `<script setup>
const REVISION = '2023-02-22';
</script>
<template><a @click="fetch('https://a.klaviyo.com/client/events', { headers: { revision: REVISION } })" /></template>`,
      ['klaviyo/no-outdated-revision 2:18-2:30'],
    ],
    [
      'an object of the SDK',
      `<script setup>
import { Lists } from 'klaviyo-api';
</script>
<template><a @click="Lists.getListProfiles('x')" /></template>`,
      ['klaviyo/no-deprecated-method 4:28-4:43', 'klaviyo/no-private-key-in-browser 2:23-2:36'],
    ],
    [
      'another host, and a variable of the template',
      `<template>
  <a @click="fetch('https://shop.example/api/klaviyo')" />
  <a v-for="url in urls" @click="fetch(url)" />
</template>`,
      [],
    ],
  ])('%s is read by the plugin as by the tool', async (_, text, expected) => {
    expect(await reported(text)).toEqual({ plugin: expected, tool: expected });
  });

  test('a variable of the template hides one of the script', async () => {
    const { plugin: found } = await reported(`<script setup>
const url = '${LISTS}';
</script>
<template><a v-for="url in urls" @click="fetch(url)" /></template>`);
    expect(found).toEqual([]);
  });
});
