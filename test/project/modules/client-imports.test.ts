import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const COMPONENT = "'use client';\nexport default function Form({ apiKey }) {\n  return <p>{apiKey.length}</p>;\n}\n";
const NAMED = COMPONENT.replace('default function', 'function');
const page = (line: string): string =>
  `${line}\nexport default function Page() {\n  return <Form apiKey={process.env.KLAVIYO_PRIVATE_KEY} />;\n}\n`;

async function told(files: Files): Promise<string[]> {
  const { findings } = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
  return findings.map(
    ({ ruleId, path, line, column, message }) =>
      `${ruleId} ${path}:${line}:${column} ${/component of '([^']+)'/.exec(message)?.[1]}`,
  );
}

const FOUND = ['klaviyo/no-private-key-in-browser app/page.tsx:3:24 app/form.tsx'];

describe('a client component gets the key', () => {
  test.each<[string, Files]>([
    ['from the page', { 'app/page.tsx': page("import Form from './form';"), 'app/form.tsx': COMPONENT }],
    [
      'under an alias of a path',
      {
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./app/*"] } } }',
        'app/page.tsx': page("import Form from '@/form';"),
        'app/form.tsx': COMPONENT,
      },
    ],
    [
      'through a barrel',
      {
        'app/page.tsx': page("import { Form } from './ui';"),
        'app/ui/index.ts': "export { default as Form } from '../form';",
        'app/form.tsx': COMPONENT,
      },
    ],
    [
      'through two barrels that pass on everything',
      {
        'app/page.tsx': page("import { Form } from './ui';"),
        'app/ui/index.ts': "export * from './forms';",
        'app/ui/forms.ts': "export * from '../form';",
        'app/form.tsx': NAMED,
      },
    ],
    [
      'through a hundred of them, which also pass on each other',
      {
        'app/page.tsx': page("import { Form } from './0';"),
        ...Object.fromEntries(
          Array.from({ length: 100 }, (_, index) => [
            `app/${index}.ts`,
            `export * from './${index + 1}';\nexport * from './0';`,
          ]),
        ),
        'app/100.ts': "export * from './form';",
        'app/form.tsx': NAMED,
      },
    ],
    [
      'that is loaded later',
      {
        'app/page.tsx': page("const Form = dynamic(() => import('./form'));"),
        'app/form.tsx': COMPONENT,
      },
    ],
    [
      'from a file that is for the server only',
      {
        'app/page.tsx': page("import 'server-only'; import Form from './form';"),
        'app/form.tsx': COMPONENT,
      },
    ],
  ])('%s', async (_, files) => {
    expect(await told(files)).toEqual(FOUND);
  });
});

describe('no client component gets the key', () => {
  test.each<[string, Files]>([
    [
      'of a server component',
      { 'app/page.tsx': page("import Form from './form';"), 'app/form.tsx': COMPONENT.replace("'use client';\n", '') },
    ],
    [
      'of a server component that is passed on beside one',
      {
        'app/page.tsx': page("import { Form } from './ui';"),
        'app/ui/index.ts': "export { Form } from '../form';\nexport { default as Other } from '../other';",
        'app/form.tsx': NAMED.replace("'use client';\n", ''),
        'app/other.tsx': COMPONENT,
      },
    ],
    ['of a package', { 'app/page.tsx': page("import Form from 'form';") }],
    [
      'of files that pass on each other',
      {
        'app/page.tsx': page("import { Form } from './a';"),
        'app/a.ts': "export * from './b';",
        'app/b.ts': "export * from './a';",
      },
    ],
  ])('%s', async (_, files) => {
    expect(await told(files)).toEqual([]);
  });
});
