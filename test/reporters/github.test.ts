import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../src/reporters/github.ts';
import { annotationsIn, commandsIn } from '../action/runner-oracle.ts';
import { HOSTILE_TEXTS, scrambledTexts } from './hostile-texts.ts';
import { sampleFinding, sampleReport } from './sample-report.ts';

describe('renderGithub', () => {
  it('has a workflow command for each finding, and the counts', () => {
    const findings = [sampleFinding({ path: 'src/a,b:c%.ts' }), sampleFinding({ severity: 'warning', endLine: 5 })];
    expect(renderGithub(sampleReport({ findings }))).toBe(
      `::error title=klaviyo/no-raw-http,file=src/a%2Cb%3Ac%25.ts,line=3,endLine=3,col=7,endColumn=20::The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.%0Ahttps://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md
::warning title=klaviyo/no-raw-http,file=src/profiles.ts,line=3,endLine=5::The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.%0Ahttps://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md
1 error and 1 warning. Verdict: violated
`,
    );
  });

  it('has no more than the runner keeps, keys first, and reports the others', () => {
    const findings = [
      ...Array.from({ length: 30_000 }, (_, index) => sampleFinding({ line: index + 1 })),
      sampleFinding({ path: 'z.ts', ruleId: 'klaviyo/no-hardcoded-key' }),
    ];
    const { kept, lost } = annotationsIn(renderGithub(sampleReport({ findings })));
    expect({ lost, first: kept[0]?.properties['file'], last: kept.at(-1) }).toEqual({
      lost: 0,
      first: 'z.ts',
      last: {
        name: 'notice',
        properties: { title: 'klaviyo-lint' },
        data: '29991 more errors without an annotation of their own: src/profiles.ts (29991).',
      },
    });
    expect(kept).toHaveLength(11);
  });

  it.each([...HOSTILE_TEXTS, ...scrambledTexts(200)].map(text => [text]))(
    'has one command and nothing else when everything says %j',
    text => {
      const commands = commandsIn(
        renderGithub(sampleReport({ findings: [sampleFinding({ ruleId: text, message: text, path: text })] })),
      );
      expect(commands.map(({ name, properties }) => [name, Object.keys(properties)])).toEqual([
        ['error', ['title', 'file', 'line', 'endLine', 'col', 'endColumn']],
      ]);
    },
  );

  it('says so where nothing is found', () => {
    expect(renderGithub(sampleReport())).toBe('0 errors and 0 warnings. Verdict: verified\n');
  });
});
