import { describe, expect, it } from 'vitest';
import type { Checklist } from '../../src/model/checklist.ts';
import type { PreflightReport, Report } from '../../src/model/report.ts';
import { annotations } from '../../src/reporters/annotations.ts';
import { renderChecklistHtml } from '../../src/reporters/checklist-html.ts';
import { renderChecklistMarkdown } from '../../src/reporters/checklist-markdown.ts';
import { renderChecklistText } from '../../src/reporters/checklist-text.ts';
import { renderGitlab } from '../../src/reporters/gitlab.ts';
import { renderIncident } from '../../src/reporters/incident.ts';
import { renderChecklistJson, renderJson, renderPreflightJson } from '../../src/reporters/json.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { renderPreflightMarkdown } from '../../src/reporters/preflight-markdown.ts';
import { renderPreflightText } from '../../src/reporters/preflight-text.ts';
import { renderWatchLine } from '../../src/reporters/watch-view.ts';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { renderText } from '../../src/reporters/text.ts';
import { commandsIn } from '../action/runner-oracle.ts';
import { fakeKey, fakeNewKey } from '../fake-keys.ts';
import { HOSTILE_TEXTS, scrambledTexts } from './hostile-texts.ts';
import { sampleChecklist } from './sample-checklist.ts';
import { FAILED, sampleFinding, samplePreflight, sampleReport, SKIPPED } from './sample-report.ts';

const TOOL = { version: '1.0.0', informationUri: 'https://example.org', rules: [] };

const CHECK_OUTPUTS: [string, (report: Report) => string][] = [
  ['text', renderText],
  ['JSON', renderJson],
  ['SARIF', report => renderSarif(report, TOOL)],
  ['GitLab code quality', renderGitlab],
  ['JUnit', report => renderJunit(report, 'error')],
  ['Markdown', report => renderMarkdown(report)],
  ['Markdown with links', report => renderMarkdown(report, { sourceUrl: 'https://github.com/octo/shop/blob/main/' })],
];

const CHECKLIST_OUTPUTS: [string, (checklist: Checklist) => string][] = [
  ['text', renderChecklistText],
  ['JSON', renderChecklistJson],
  ['Markdown', checklist => renderChecklistMarkdown(checklist)],
  [
    'Markdown with links',
    checklist => renderChecklistMarkdown(checklist, { sourceUrl: 'https://github.com/octo/shop/blob/main/' }),
  ],
  ['HTML', checklist => renderChecklistHtml(checklist)],
];

const PREFLIGHT_OUTPUTS: [string, (report: PreflightReport) => string][] = [
  ['text', renderPreflightText],
  ['JSON', renderPreflightJson],
  ['Markdown', report => renderPreflightMarkdown(report)],
  ['the bundle for incidents', renderIncident],
  ['a line of a watch', report => renderWatchLine(report, 1)],
];

/** A report in which everything that a repository can influence, and more, says this text. */
function reportSaying(text: string): Report {
  const related = [{ path: text, line: 1, message: text }];
  const suggestions = [{ title: text, edits: [{ start: 0, end: 1, text }] }];
  return sampleReport({
    findings: [sampleFinding({ ruleId: text, message: text, path: text, related, suggestions })],
    skipped: [
      { id: text, path: text, reason: text },
      { id: text, reason: text },
    ],
    notices: [{ path: text, message: text }],
  });
}

function preflightSaying(text: string): PreflightReport {
  const story = {
    faultDomain: 'app' as const,
    priority: 'P1' as const,
    message: text,
    nextAction: text,
    probes: [text, text],
  };
  const call = { at: text, method: 'GET', url: text, failure: text, durationMs: 1 };
  const probes = [
    { ...FAILED, id: text, message: text, nextAction: text, table: { columns: [text], rows: [[text]] } },
    { ...SKIPPED, id: text, reason: text },
  ];
  return samplePreflight(probes, {
    incidents: [story],
    calls: [call],
    transient: [text],
    notAsked: [{ id: text, reason: text }],
  });
}

/** An id that is none would be in no group. */
function checklistSaying(text: string): Checklist {
  const kinds = ['finding', 'probe', 'evidence', 'attestation'] as const;
  const proofs = kinds.map(kind => ({ kind, id: text, message: text, path: text, line: 1 }));
  const states = ['violated', 'open', 'proven'] as const;
  const items = states.map(state => ({
    id: 'A1',
    title: text,
    state,
    reason: `${text}.`,
    proofs,
    todo: text,
    owner: text,
  }));
  return sampleChecklist({ items, problems: [{ path: text, line: 1, message: text }] });
}

describe.each(CHECKLIST_OUTPUTS)('%s of a checklist', (_, render) => {
  it.each(HOSTILE_TEXTS.map(text => [text]))('holds no command for the runner when everything says %j', text => {
    expect(commandsIn(render(checklistSaying(text)))).toEqual([]);
  });

  it('masks a key wherever it stands', () => {
    const output = render(checklistSaying(`a${fakeKey(4)}b`));
    expect(output).not.toContain(fakeKey(4).slice(-30));
    expect(output).toMatch(/pk(?:_|&#95;)…/);
  });

  it('ends with one line feed', () => {
    expect(render(sampleChecklist())).toMatch(/[^\r]\n$/);
  });
});

describe.each(CHECK_OUTPUTS)('%s of a check', (_, render) => {
  it.each(HOSTILE_TEXTS.map(text => [text]))('holds no command for the runner when everything says %j', text => {
    expect(commandsIn(render(reportSaying(text)))).toEqual([]);
  });

  it('holds no command for the runner when everything is scrambled', () => {
    expect(scrambledTexts(500).filter(text => commandsIn(render(reportSaying(text))).length > 0)).toEqual([]);
  });

  it.each([
    ['classic', fakeKey(3)],
    ['new', fakeNewKey(3)],
  ])('masks a key of the %s shape wherever it stands', (_shape, key) => {
    const output = render(reportSaying(`a${key}b`));
    expect(output).not.toContain(key.slice(-30));
    expect(output).toMatch(new RegExp(`pk(_|&#95;)…${key.slice(-2)}`));
  });

  it('ends with one line feed', () => {
    expect(render(sampleReport())).toMatch(/[^\r]\n$/);
  });
});

describe.each(PREFLIGHT_OUTPUTS)('%s of a preflight', (_, render) => {
  it.each(HOSTILE_TEXTS.map(text => [text]))('holds no command for the runner when everything says %j', text => {
    expect(commandsIn(render(preflightSaying(text)))).toEqual([]);
  });

  it('masks a key wherever it stands', () => {
    expect(render(preflightSaying(`a${fakeKey(4)}b`))).not.toContain(fakeKey(4).slice(-30));
  });
});

describe('annotations of a check', () => {
  it('mask a key in message, title, file and in the sentence about the rest', () => {
    const key = fakeNewKey(5);
    const { findings } = reportSaying(`a${key}b`);
    const plans = [annotations({ findings }), annotations({ findings }, { errors: 0, warnings: 0 })];
    expect(JSON.stringify(plans)).not.toContain(key.slice(-30));
    expect(JSON.stringify(plans).match(/pk_…/g)).toHaveLength(4);
  });
});
