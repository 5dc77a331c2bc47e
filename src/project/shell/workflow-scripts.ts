import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { lineOf } from '../discovery/line-index.ts';
import type { Script } from './script.ts';
import type { Value } from './text.ts';
import { scalarText, scalarValue } from './yaml-text.ts';

type Variables = ReadonlyMap<string, Value>;

/** In which steps are read: the variables there, and the shell that runs them if they name none. */
interface Surroundings {
  text: string;
  variables: Variables;
  shell: string | undefined;
}

/**
 * Reads the `run` of the steps of a workflow or of a composite action, with the variables of `env` around them. Steps for
 * PowerShell and other shells that are none of the POSIX family are left out.
 *
 * @throws {SyntaxError} if it is not YAML; the message names the line
 */
export function workflowScripts(text: string): Script[] {
  return stepsOf(text).flatMap(({ step, around }) => {
    const { variables } = within(step, around);
    const run = step.get('run', true);
    const shell = valueIn(step, 'shell') ?? around.shell;
    return isScalar(run) && isPosix(shell) ? [{ ...scalarText(run, around.text), variables }] : [];
  });
}

/** Reads the JavaScript that steps give to `actions/github-script`. @throws {SyntaxError} as `workflowScripts` */
export function workflowCode(text: string): Pick<Script, 'text' | 'place'>[] {
  return stepsOf(text).flatMap(({ step }) => {
    const code = mapIn(step, 'with')?.get('script', true);
    const isScript = /^actions\/github-script@/.test(valueIn(step, 'uses') ?? '');
    return isScript && isScalar(code) ? [scalarText(code, text)] : [];
  });
}

interface Step {
  step: YAMLMap;
  around: Surroundings;
}

function stepsOf(text: string): Step[] {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(`it is not valid YAML (line ${lineOf(text, error.pos[0])})`);
  if (!isMap(document.contents)) return [];
  const workflow = within(document.contents, { text, variables: new Map(), shell: undefined });
  const jobs = maps(mapIn(document.contents, 'jobs'));
  const composite = mapIn(document.contents, 'runs');
  return [
    ...(composite ? stepsIn(composite, { ...workflow, shell: 'none' }) : []),
    ...jobs.flatMap(job => stepsIn(job, inJob(job, workflow))),
  ];
}

/** On Windows the shell is PowerShell. */
function inJob(job: YAMLMap, workflow: Surroundings): Surroundings {
  const isWindows = /windows/i.test(String(job.get('runs-on', true)));
  return within(job, isWindows ? { ...workflow, shell: workflow.shell ?? 'pwsh' } : workflow);
}

function stepsIn(owner: YAMLMap, around: Surroundings): Step[] {
  const steps = owner.get('steps', true);
  return isSeq(steps) ? steps.items.filter(isMap).map(step => ({ step, around })) : [];
}

function isPosix(shell = 'bash'): boolean {
  return /^(?:\S*\/)?(?:ba|da|a|k|z)?sh\b/.test(shell.trim());
}

/** Adds the `env` and the `defaults` of a map. */
function within(owner: YAMLMap, { text, variables, shell }: Surroundings): Surroundings {
  const own = (mapIn(owner, 'env')?.items ?? []).flatMap(({ key, value }): [string, Value][] =>
    isScalar(key) && isScalar(value) ? [[String(key.value), scalarValue(value, text)]] : [],
  );
  const defaults = mapIn(owner, 'defaults');
  const run = defaults && mapIn(defaults, 'run');
  return { text, variables: new Map([...variables, ...own]), shell: (run && valueIn(run, 'shell')) ?? shell };
}

function valueIn(owner: YAMLMap, key: string): string | undefined {
  const value = owner.get(key, true);
  return isScalar(value) && typeof value.value === 'string' ? value.value : undefined;
}

function mapIn(owner: YAMLMap, key: string): YAMLMap | undefined {
  const value = owner.get(key, true);
  return isMap(value) ? value : undefined;
}

function maps(owner: YAMLMap | undefined): YAMLMap[] {
  return (owner?.items ?? []).flatMap(({ value }) => (isMap(value) ? [value] : []));
}
