import { expect, test } from 'vitest';
import { projectPath } from '../../../eslint-plugin/program/project-path.ts';

test.each([
  ['/home/ann/shop/src/a.ts', '/home/ann/shop', 'src/a.ts'],
  ['/home/ann/test/shop/src/a.ts', '/home/ann/test/shop', 'src/a.ts'],
  ['/home/ann/shop/test/a.ts', '/home/ann/shop', 'test/a.ts'],
  ['/home/ann/test/shared/src/b.ts', '/home/ann/test/shop', 'shared/src/b.ts'],
  [String.raw`C:\test\shop\src\a.ts`, String.raw`C:\test\shop`, 'src/a.ts'],
  ['src/a.ts', '/home/ann/shop', 'src/a.ts'],
  ['/home/ann/shop/a.ts', '/home/ann/shop/', 'a.ts'],
])('%s in %s is %s', (fileName, cwd, expected) => {
  expect(projectPath(fileName, cwd)).toBe(expected);
});
