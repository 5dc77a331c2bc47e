import * as typescriptParser from '@typescript-eslint/parser';

/** The same questions as `ast-grep/rules`, as far as selectors can ask them. */
const selectors = [
  [
    'CallExpression[callee.name=/^(fetch|axios)$/]:has(Literal[value=/klaviyo\\.com\\u002Fapi|Klaviyo-API-Key/i])',
    'A raw call to the API. Call the SDK.',
  ],
  [
    'CallExpression[callee.name=/^(fetch|axios)$/]:has(TemplateElement[value.raw=/klaviyo\\.com\\u002Fapi|Klaviyo-API-Key/i])',
    'A raw call to the API. Call the SDK.',
  ],
  ["CallExpression[callee.property.name='createProfile']", 'A profile is created. Upsert it.'],
  [
    "CallExpression[callee.property.name='createEvent']:not(:has(Property[key.name='uniqueId']))",
    'An event has no unique id. Give it one.',
  ],
  [
    "CallExpression[callee.name='fetch']:has(Property[key.name='type'][value.value='event']):not(:has(Property[key.name='unique_id']))",
    'An event has no unique id. Give it one.',
  ],
  ['Property[key.name=/^revision$/i][value.value=/^202[234]-/]', 'The revision is old. Move to a newer one.'],
  [
    "CallExpression[callee.name='fetch']:has(Literal[value=/Klaviyo-API-Key/]):not(:has(Property[key.name='revision']))",
    'The call sends no revision. Send one.',
  ],
  [
    'Literal[value=/pk_([A-Za-z0-9]{6}_)?[0-9a-f]{34}/]',
    'A private key is written down. Read it from the environment.',
  ],
].map(([selector, message]) => ({ selector, message }));

const parserOptions = { ecmaFeatures: { jsx: true } };

export default [
  {
    files: ['**/*.{js,jsx,mjs}'],
    languageOptions: { parserOptions },
    rules: { 'no-restricted-syntax': ['error', ...selectors] },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: typescriptParser, parserOptions },
    rules: { 'no-restricted-syntax': ['error', ...selectors] },
  },
];
