import { describe, expect, test } from 'vitest';
import { textsOfAsked } from '../ask.ts';

const DEFAULT = "'https://a.example'";

describe('a setting may be the address that is its default', () => {
  test.each<[name: string, code: string]>([
    ['of a function', `import env from 'settings'; ask(env('BASE', ${DEFAULT}))`],
    [
      'of a service',
      `class A { constructor(config) { this.config = config } f() { ask(this.config.get('BASE', ${DEFAULT})) } }`,
    ],
    [
      'with options behind it',
      `function f(config) { ask(config.getOrThrow('base.url', ${DEFAULT}, { infer: true })) }`,
    ],
    ['of lodash', `import { get } from 'lodash'; ask(get(settings, 'base.url', ${DEFAULT}))`],
    ['that is a constant', `const BASE = ${DEFAULT}; function f(config) { ask(config.get('base', BASE)) }`],
    ['of env-var', `import env from 'env-var'; ask(env.get('BASE').default(${DEFAULT}).required().asUrlString())`],
  ])('%s', (_, code) => {
    expect(textsOfAsked(code)).toContain('https://a.example');
  });
});

describe('what a call gives is not known', () => {
  test.each<[name: string, code: string]>([
    ['where the default is another text', "function f(config) { ask(config.get('BASE', 'a')) }"],
    ['where the address is the only argument', `function f(client) { ask(client.get(${DEFAULT})) }`],
    ['where the address is an option', `function f(client) { ask(client.get('/b', { base: ${DEFAULT} })) }`],
    ['of another name', `function f(client) { ask(client.track('BASE', ${DEFAULT})) }`],
    ['of a longer name', `function f(client) { ask(client.getList('BASE', ${DEFAULT})) }`],
    ['of the default itself', `import env from 'env-var'; ask(env.get('BASE').default(${DEFAULT}))`],
  ])('%s', (_, code) => {
    expect(textsOfAsked(code)).not.toContain('https://a.example');
  });

  test('where a function of the code ignores its default', () => {
    expect(textsOfAsked(`const get = (name, fallback) => name; ask(get('BASE', ${DEFAULT}))`)).toEqual(['BASE']);
  });
});

describe('a namespace of settings that NestJS injects', () => {
  const NAMESPACE = `import { registerAs } from '@nestjs/config';
const mail = registerAs('mail', () => ({ url: process.env.URL ?? ${DEFAULT} }));`;

  test.each<[name: string, body: string]>([
    ['is read through a property', 'constructor(@Inject(mail.KEY) private mail) {} f() { ask(this.mail.url) }'],
    ['is read in the constructor', 'constructor(@Inject(mail.KEY) settings) { ask(settings.url) }'],
  ])('%s', (_, body) => {
    expect(textsOfAsked(`${NAMESPACE}\nclass A { ${body} }`)).toContain('https://a.example');
  });

  test.each<[name: string, code: string]>([
    [
      'where something else is injected',
      `${NAMESPACE}\nclass A { constructor(@Inject(mail.NAME) settings) { ask(settings.url) } }`,
    ],
    [
      'of another function of that name',
      `${NAMESPACE.replace('@nestjs/config', './own')}\nclass A { constructor(@Inject(mail.KEY) settings) { ask(settings.url) } }`,
    ],
  ])('is not known %s', (_, code) => {
    expect(textsOfAsked(code)).not.toContain('https://a.example');
  });
});
