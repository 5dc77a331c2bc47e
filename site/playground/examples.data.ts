import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineLoader } from 'vitepress';
import type { Language } from './checker.ts';

export interface Example {
  rule: string;
  language: Language;
  code: string;
}

declare const data: Example[];
export { data };

/** The first incorrect example of each rule's page. */
export default defineLoader({
  watch: ['../../docs/rules/*.md'],
  load: files =>
    files.sort().flatMap(file => {
      const [, section = ''] = readFileSync(file, 'utf8').split('\n## Incorrect\n');
      const [, language, code = ''] = /^```(js|ts)\n(.*?)^```$/ms.exec(section) ?? [];
      return language === undefined ? [] : [{ rule: path.basename(file, '.md'), language: language as Language, code }];
    }),
});
