import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { trustedSearchPath } from '../../action/search-path.ts';

const joined = (...folders: string[]): string => folders.join(path.delimiter);

describe('trustedSearchPath', () => {
  it('keeps the folders of the machine in their order', () => {
    const searchPath = joined('/opt/git/bin', '/usr/bin', '/work-2/bin', '/');
    expect(trustedSearchPath(searchPath, '/work')).toBe(searchPath);
  });

  it.each(['/work/node_modules/.bin', '/work', '/work/../work/bin', '/work/..old', 'node_modules/.bin', '.', ''])('leaves out %j, where a pull request can put a program', folder => {
    expect(trustedSearchPath(joined(folder, '/usr/bin'), '/work')).toBe('/usr/bin');
  });
});
