import { expect, test } from 'vitest';
import { readCatalogs } from '../../../src/project/manifests/catalog.ts';

const declared = (text: string): [string, string][] =>
  readCatalogs(text).map(({ name, specifier }) => [name, specifier]);

test('reads the default and the named catalogs', () => {
  const text = `packages:\n  - packages/*\ncatalog:\n  klaviyo-api: ^23.0.0\n  react: 19.0.0\ncatalogs:\n  old:\n    klaviyo-api: "22.0.0"\n`;
  expect(declared(text)).toEqual([
    ['klaviyo-api', '^23.0.0'],
    ['react', '19.0.0'],
    ['klaviyo-api', '22.0.0'],
  ]);
});

test('knows the place of the value', () => {
  const text = "catalog:\n  a: '^1.0.0' # why\n";
  const [declaration] = readCatalogs(text);
  expect(text.slice(declaration?.start, declaration?.end)).toBe("'^1.0.0'");
});

test.each(['', '# nothing', 'packages: []', 'catalog: []', 'catalog:\n  a: [1]', '- a', 'text'])(
  '%j declares nothing',
  text => {
    expect(declared(text)).toEqual([]);
  },
);

test('a value that is only referred to is left alone', () => {
  expect(declared('versions: &v ^1.0.0\ncatalog:\n  a: *v\n')).toEqual([]);
});

test('what is not YAML says so, with the line', () => {
  expect(() => readCatalogs('catalog:\n  a: "1\n')).toThrow(/^it is not valid YAML \(line \d\)$/);
});
