import { describe, expect, test } from 'vitest';
import type { TemplateFile } from '../../../src/model/evidence-facts.ts';
import { collectTemplates } from '../../../src/project/evidence/collect-templates.ts';
import { readLiquid } from '../../../src/project/evidence/liquid.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const templatesIn = (files: VirtualFiles): Promise<TemplateFile[]> =>
  collectTemplates(virtualReader(files), Object.keys(files));
const only = async (text: string): Promise<TemplateFile> => (await templatesIn({ 'emails/a.html': text }))[0]!;

describe('a template is', () => {
  test.each([
    ['emails/a.html', '<p>Hello</p>'],
    ['src/newsletters/a.liquid', 'Hello'],
    ['customerio/layout.html', '{{ content }}'],
    ['any/where.mjml', '<mjml></mjml>'],
    ['public/a.html', '<a href="{% unsubscribe_url %}">'],
    ['a.liquid', 'Hello {{ trigger.name }}'],
  ])('%s', async (path, text) => {
    expect(await templatesIn({ [path]: text })).toMatchObject([{ path }]);
  });

  test.each([
    ['index.html', '<p>Hello</p>'],
    ['public/index.html', '<p>{{ customer.name }}</p>'],
    ['sections/header.liquid', 'Hello {{ customer.first_name }}'],
    ['templates/customers/account.liquid', '{{ customer.email }}'],
    ['snippets/cart.liquid', '{{ trigger.name }}'],
    ['emails/readme.md', 'unsubscribe'],
    ['emails/send.ts', "'{% unsubscribe_url %}'"],
  ])('not %s', async (path, text) => {
    expect(await templatesIn({ [path]: text })).toEqual([]);
  });
});

describe('an unsubscribe link', () => {
  test.each([
    '<a href="{% unsubscribe_url %}">x</a>',
    '<a href="{%- unsubscribe_url -%}">x</a>',
    '<a href="{% manage_subscription_preferences_url %}">x</a>',
    '<a href="{{ snippets.unsubscribe_link }}">x</a>',
    '<a href="https://shop.example.com/unsubscribe?id={{ customer.id }}">x</a>',
  ])('is %s', async text => {
    expect(await only(`<p>\n${text}</p>`)).toMatchObject({ unsubscribe: 2 });
  });

  test.each([
    '<p>Unsubscribe by writing to us</p>',
    '<!-- {% unsubscribe_url %} -->',
    '{% comment %}{% unsubscribe_url %}{% endcomment %}',
    '<a href="/subscribe">x</a>',
  ])('is not %s', async text => {
    expect(await only(text)).not.toHaveProperty('unsubscribe');
  });
});

describe('a postal address', () => {
  test.each([
    '<address>Springfield</address>',
    'Example Shop, 12 Market Street, Springfield',
    'Example Inc., 500 Old North Rd, Springfield',
    'P.O. Box 1234',
    'Musterstraße 12, 10115 Berlin',
    'Hauptplatz 3, Wien',
    '12 rue de la Paix, Paris',
    '{{ snippets.company_address }}',
    '{{ customer.company_address }}',
  ])('is %s', async text => {
    expect(await only(text)).toMatchObject({ address: 1 });
  });

  test.each([
    'Your e-mail address is {{ customer.email_address }}',
    'Since 2019 We Drive',
    '20 % off',
    '<!-- 12 Market Street -->',
    'Order 1234 of 3 items',
  ])('is not %s', async text => {
    expect(await only(text)).not.toHaveProperty('address');
  });
});

test('what is whole, and what is transactional', async () => {
  expect(
    await templatesIn({
      'emails/layout.liquid': '<p>{{ content }}</p>',
      'emails/part.liquid': '<p>Hello</p>',
      'emails/transactional/a.mjml': '<mjml></mjml>',
    }),
  ).toMatchObject([
    { isWhole: true, isTransactional: false },
    { isWhole: false, isTransactional: false },
    { isWhole: true, isTransactional: true },
  ]);
});

describe('Liquid', () => {
  test.each([
    '{{ customer.name | default: "you" | titlecase }}',
    '{% if a %}x{% elsif b %}y{% else %}z{% endif %}',
    '{% unsubscribe_url %}{% view_in_browser_url %}',
    '{% for item in trigger.items %}{{ item.name }}{% endfor %}',
    '{% random 5 %}',
    '{% custom %}x{% endcustom %}',
    "{% assign x = 'a' | split: ',' %}{% capture y %}{{ x }}{% endcapture %}",
    'no Liquid: { } {a}',
    '',
  ])('%s parses', text => {
    expect(readLiquid(text)).not.toHaveProperty('fault');
  });

  test.each([
    ['{% if a %}\nx', 1],
    ['x\n{{ a', 2],
    ['x\n\n{% endif %}', 3],
    ['{% for a in %}x{% endfor %}', 1],
    ['{% if a %}x{% endfor %}', 1],
    ['{% else %}', 1],
  ])('%j does not, at its line', (text, fault) => {
    expect(readLiquid(text)).toEqual({ fault, fields: [] });
  });

  test('the fields are those of the trigger, each once, with its line', () => {
    const text =
      '{{ trigger.a }} {{ customer.b }}\n{% if trigger.c.d > 1 %}{{ trigger.a }}{% endif %}\n{% assign trigger_e = 1 %}{% for i in trigger.f %}{{ i.g }}{% endfor %}';
    expect(readLiquid(text).fields).toEqual([
      { name: 'a', line: 1 },
      { name: 'c', line: 2 },
      { name: 'f', line: 3 },
    ]);
  });

  test('nothing is rendered, and no other file is read', () => {
    expect(readLiquid("{% include '/etc/passwd' %}{% render 'x' %}{% layout 'y' %}{{ trigger.a }}")).not.toHaveProperty(
      'fault',
    );
  });
});
