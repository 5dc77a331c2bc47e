import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './packed.ts';

/** A block of a page. */
export interface DocumentedBlock {
  page: string;
  language: string;
  /** The heading above it. */
  section: string;
  /** The file that the first line names in a comment; empty if it names none. */
  file: string;
  code: string;
}

/** The fenced blocks of a page, in their order. @param page from the root of the repository */
export function blocksOf(page: string): DocumentedBlock[] {
  const text = readFileSync(path.join(REPOSITORY, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => ({
    page,
    section: [...text.slice(0, index).matchAll(/^## (.+)$/gm)].at(-1)?.[1] ?? '',
    language,
    code,
    file: /^(?:\/\/|#) (\S*[./]\S+)\n/.exec(code)?.[1] ?? '',
  }));
}

/** The packages that the commands of a page install. */
export function installedPackages(page: string): string[] {
  const commands = blocksOf(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'));
  return [
    ...new Set(
      commands
        .filter(line => line.startsWith('npm install '))
        .flatMap(line =>
          line
            .split(' ')
            .slice(2)
            .filter(word => !word.startsWith('-')),
        ),
    ),
  ];
}
