import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { trustedSearchPath } from '../../../src/project/discovery/search-path.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const joined = (...folders: string[]): string => folders.join(path.delimiter);

describe('trustedSearchPath', () => {
  it('keeps the folders of the machine in their order', () => {
    const searchPath = joined('/opt/git/bin', '/usr/bin', '/work-2/bin', '/');
    expect(trustedSearchPath(searchPath, '/work')).toBe(searchPath);
  });

  it.each(['/work/node_modules/.bin', '/work', '/work/../work/bin', '/work/..old', 'node_modules/.bin', '.', ''])(
    'leaves out %j, where a pull request can put a program',
    folder => {
      expect(trustedSearchPath(joined(folder, '/usr/bin'), '/work')).toBe('/usr/bin');
    },
  );

  it('leaves out a folder that a link leads into it, whichever of both is the link', () => {
    const workspace = temporaryFolder({ 'bin/git': '' });
    const links = temporaryFolder();
    symlinkSync(path.join(workspace, 'bin'), path.join(links, 'bin'));
    symlinkSync(workspace, path.join(links, 'workspace'));
    expect(trustedSearchPath(joined(path.join(links, 'bin'), '/usr/bin'), workspace)).toBe('/usr/bin');
    expect(trustedSearchPath(joined(path.join(workspace, 'bin'), '/usr/bin'), path.join(links, 'workspace'))).toBe(
      '/usr/bin',
    );
  });
});
