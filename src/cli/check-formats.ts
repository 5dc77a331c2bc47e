import { movedReport } from '../model/moved-report.ts';
import type { Report } from '../model/report.ts';
import type { FailOn } from '../model/verdict.ts';
import { renderJson } from '../reporters/json.ts';
import { renderMarkdown } from '../reporters/markdown.ts';
import { renderText } from '../reporters/text.ts';
import { createCodeFrame, isAscii } from '../reporters/text/code-frame.ts';
import type { DrawFrame } from '../reporters/text/finding-lines.ts';

/** What a format needs to know besides the report. */
export interface FormatContext {
  failOn: FailOn;
  /** From the working folder to the checked one, with `/` at the end; empty where they are one. */
  prefix: string;
  /** The same from the top of the repository; code scanning and annotations know no other paths. */
  repositoryPrefix: string;
  colors: boolean;
  columns?: number;
  isBrief: boolean;
}

type Render = (report: Report, context: FormatContext) => string | Promise<string>;

/** How `check` writes a report. Those that other programs read name paths as they stand in the working folder, and are loaded when they are needed. */
export const CHECK_RENDERERS = {
  text: renderForPeople,
  json: renderJson,
  sarif: async (report, { repositoryPrefix }) =>
    (await import('../audit/sarif-report.ts')).renderSarifReport(movedReport(report, repositoryPrefix)),
  markdown: report => renderMarkdown(report),
  gitlab: async (report, { repositoryPrefix }) =>
    (await import('../reporters/gitlab.ts')).renderGitlab(movedReport(report, repositoryPrefix)),
  junit: async (report, { prefix, failOn }) =>
    (await import('../reporters/junit.ts')).renderJunit(movedReport(report, prefix), failOn),
  github: async (report, { repositoryPrefix }) =>
    (await import('../reporters/github.ts')).renderGithub(movedReport(report, repositoryPrefix)),
} as const satisfies Record<string, Render>;

export type CheckFormat = keyof typeof CHECK_RENDERERS;

/** The formats that show code. */
export const WITH_CODE: ReadonlySet<CheckFormat> = new Set<CheckFormat>(['text', 'sarif']);

async function renderForPeople(report: Report, { colors, columns, isBrief }: FormatContext): Promise<string> {
  const frames = await drawerFor(report);
  return renderText(report, { colors, isBrief, ...(columns !== undefined && { columns }), ...frames });
}

async function drawerFor({ findings }: Report): Promise<{ drawFrame?: DrawFrame }> {
  const snippets = findings.flatMap(({ snippet }) => snippet ?? []);
  if (snippets.length === 0) return {};
  if (snippets.every(isAscii)) return { drawFrame: createCodeFrame() };
  const { graphemesOf } = await import('../reporters/text/graphemes.ts');
  return { drawFrame: createCodeFrame(graphemesOf) };
}
