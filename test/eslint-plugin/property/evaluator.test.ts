import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { fuzz } from '../../fuzz/fuzz.ts';
import { virtualReader } from '../../project/virtual-files.ts';
import { madeUpProgram, type MadeUpProgram } from './programs.ts';

/** What is found in a program, a line each, sorted; also which files or rules were skipped. */
async function foundIn(program: MadeUpProgram, paths: readonly string[]): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(program), paths, { root: '/', asOf: '2026-11-20' });
  const found = findings.map(
    ({ path, line, column, ruleId, message }) => `${path}:${line}:${column} ${ruleId} ${message}`,
  );
  return [...found, ...skipped.map(({ id, path, reason }) => `skipped ${id} ${path}: ${reason}`)].sort();
}

/** Files are taken as they are, when read from below: imports of `/a.ts` are made relative. */
function written(program: MadeUpProgram): MadeUpProgram {
  return Object.fromEntries(
    Object.entries(program).map(([path, text]) => [
      path,
      text.replaceAll(
        /'\/((?:lib\/)?\w+\.\w+)'/g,
        (_, target: string) => `'${path.startsWith('lib/') ? '../' : './'}${target}'`,
      ),
    ]),
  );
}

fuzz('what is found in a program depends on nothing but the program', {
  cases: madeUpProgram,
  runs: 25,
  async broken(value) {
    const program = written(value);
    const paths = Object.keys(program);
    const first = await foundIn(program, paths);
    const problems = first.filter(line => line.startsWith('skipped') && !line.startsWith('skipped file'));
    const again = await foundIn(program, paths);
    const backwards = await foundIn(program, [...paths].reverse());
    if (again.join('\n') !== first.join('\n')) problems.push('A second run says something else.');
    if (backwards.join('\n') !== first.join('\n'))
      problems.push(`The order of the files changes what is said.\n${first.join('\n')}\n--\n${backwards.join('\n')}`);
    return problems;
  },
});
