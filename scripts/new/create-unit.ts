import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { formatted } from '../formatted.ts';
import { loadUnits } from '../generate/units.ts';
import { writeGenerated } from '../generate/write-generated.ts';
import { BROKEN_DEPENDENCY, checkFiles } from './check-files.ts';
import type { NewFiles, NewUnit } from './new-unit.ts';
import { probeFiles } from './probe-files.ts';
import { ruleFiles } from './rule-files.ts';

const TEMPLATES = { rule: ruleFiles, check: checkFiles, probe: probeFiles };

export const KINDS = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];
export type Kind = (typeof KINDS)[number];

/**
 * Makes a rule, check or probe that works, and registers it.
 *
 * @param root the folder of the repository
 * @returns the paths that were written by the templates, then by the generator
 * @throws Error if the id cannot be used
 */
export async function createUnit(
  root: string,
  kind: Kind,
  id: string,
): Promise<{ made: string[]; generated: string[] }> {
  const { rules, checks, probes, customerioProbes } = await loadUnits(root);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) throw new Error(`'${id}' is not an id. Write it in kebab-case.`);
  if ([...rules, ...checks, ...probes, ...customerioProbes].some(unit => unit.id === id))
    throw new Error(`'${id}' is taken. Choose an id that no rule, check or probe has.`);
  const files = TEMPLATES[kind](describe(root, id, probes.length));
  await writeFiles(root, kind === 'check' ? { ...files, ...brokenManifest(root) } : files);
  return { made: Object.keys(files), generated: await writeGenerated(root) };
}

function describe(root: string, id: string, probes: number): NewUnit {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const variable = id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { id, variable, since: version, today: new Date().toISOString().slice(0, 10), probes };
}

/** The broken storefront breaks every check, so also the new one. */
function brokenManifest(root: string): NewFiles {
  const file = 'examples/broken-storefront/package.json';
  const text = readFileSync(path.join(root, file), 'utf8');
  const edits = modify(text, BROKEN_DEPENDENCY.path, BROKEN_DEPENDENCY.specifier, {
    formattingOptions: { insertSpaces: true, tabSize: 2 },
  });
  return { [file]: applyEdits(text, edits) };
}

async function writeFiles(root: string, files: NewFiles): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(root, file);
    if (existsSync(target) && !file.endsWith('package.json')) throw new Error(`'${file}' is there already.`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, await formatted(root, file, text));
  }
}
