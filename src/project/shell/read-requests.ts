import { failureReason } from '../discovery/failure.ts';
import { lineOf } from '../discovery/line-index.ts';
import type { ShellFileKind } from './read-shell-file.ts';
import { dockerfileScripts } from './dockerfile-scripts.ts';
import { align } from './alignment.ts';
import { makefileScripts } from './makefile-scripts.ts';
import { manifestScripts } from './manifest-scripts.ts';
import { pipelineScripts } from './pipeline-scripts.ts';
import type { ShellRequest } from './request.ts';
import { readScript } from './run-script.ts';
import type { Script } from './script.ts';
import { workflowScripts } from './workflow-scripts.ts';

/** What the commands of a file send. */
export interface ShellRequests {
  requests: ShellRequest[];
  /** Why some of it was not analyzed, as the end of a sentence. */
  reason?: string;
}

const SCRIPTS_IN: Record<ShellFileKind, (text: string) => Script[]> = {
  shell: text => [wholeScript(text)],
  dockerfile: dockerfileScripts,
  workflow: workflowScripts,
  makefile: makefileScripts,
  pipeline: pipelineScripts,
  manifest: manifestScripts,
};

/** The commands in a file. @throws {SyntaxError} if it does not parse; the message names the line */
export function scriptsIn(kind: ShellFileKind, text: string): Script[] {
  return SCRIPTS_IN[kind](text);
}

/** Reads the requests that the commands in a file send. */
export function readShellText(kind: ShellFileKind, text: string): ShellRequests {
  try {
    const results = scriptsIn(kind, text).map(readScript);
    const [error] = results.flatMap(({ errors }) => errors);
    const requests = results.flatMap(result => result.requests);
    return { requests, ...(error && { reason: `a command in it does not parse (line ${lineOf(text, error.start)})` }) };
  } catch (error) {
    return { requests: [], reason: reasonOf(error) };
  }
}

function wholeScript(text: string): Script {
  const read = text.replaceAll('\r\n', '\n');
  return {
    text: read,
    place: read === text ? (start, end) => ({ start, end }) : align(read, text, 0),
    variables: new Map(),
  };
}

/** A syntax error is the reader's own, and names the line. */
function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? error.message : failureReason(error);
}
