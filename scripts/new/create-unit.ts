import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { SDKS, type VendorId } from '../../src/vendors/sdks.ts';
import { formatted } from '../formatted.ts';
import { loadUnits } from '../generate/units.ts';
import { writeGenerated } from '../generate/write-generated.ts';
import { checkFiles, VIOLATIONS } from './check-files.ts';
import { customerioProbeFiles } from './customerio-probe-files.ts';
import { customerioRuleFiles } from './customerio-rule-files.ts';
import type { NewFiles, NewUnit } from './new-unit.ts';
import { probeFiles } from './probe-files.ts';
import { ruleFiles } from './rule-files.ts';

type Template = (unit: NewUnit) => NewFiles;

const TEMPLATES = {
  rule: { klaviyo: ruleFiles, customerio: customerioRuleFiles },
  check: { klaviyo: checkFiles, customerio: checkFiles },
  probe: { klaviyo: probeFiles, customerio: customerioProbeFiles },
} satisfies Record<string, Record<VendorId, Template>>;

export const KINDS = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];
export type Kind = (typeof KINDS)[number];

/**
 * Makes a rule, check or probe that works, and registers it.
 *
 * @param root the folder of the repository
 * @param name its id; that of one about another vendor than Klaviyo begins with the vendor
 * @returns the paths that were written by the templates, then by the generator
 * @throws Error if the id cannot be used
 */
export async function createUnit(
  root: string,
  kind: Kind,
  name: string,
): Promise<{ made: string[]; generated: string[] }> {
  const units = await loadUnits(root);
  const { vendor, id, registered } = ownerOfNew(kind, name);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    throw new Error(`'${name}' is not an id. Write it in kebab-case, after 'customerio/' for Customer.io.`);
  if (Object.values(units).some((family: { id: string }[]) => family.some(unit => unit.id === registered)))
    throw new Error(`'${name}' is taken. Choose an id that no rule, check or probe has.`);
  const probes = { klaviyo: units.probes, customerio: units.customerioProbes }[vendor].length;
  const files = TEMPLATES[kind][vendor](describe(root, { vendor, id, probes }));
  await writeFiles(root, kind === 'check' ? { ...files, ...violatingManifest(root, vendor) } : files);
  return { made: Object.keys(files), generated: await writeGenerated(root) };
}

/** Rules have a plugin for each vendor; the files of checks and probes begin with the vendor. */
function ownerOfNew(kind: Kind, name: string): Pick<NewUnit, 'vendor' | 'id'> & { registered: string } {
  const vendor = Object.keys(SDKS).find(
    (each): each is VendorId => each !== 'klaviyo' && (name.startsWith(`${each}/`) || name.startsWith(`${each}-`)),
  );
  if (vendor === undefined) return { vendor: 'klaviyo', id: name, registered: name };
  const own = name.slice(vendor.length + 1);
  return kind === 'rule'
    ? { vendor, id: own, registered: `${vendor}/${own}` }
    : { vendor, id: `${vendor}-${own}`, registered: `${vendor}-${own}` };
}

function describe(root: string, unit: Pick<NewUnit, 'vendor' | 'id' | 'probes'>): NewUnit {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const variable = unit.id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { ...unit, variable, since: version, today: new Date().toISOString().slice(0, 10) };
}

/** One example violates every check of a vendor, so also the new one. */
function violatingManifest(root: string, vendor: VendorId): NewFiles {
  const { file, path: member, specifier } = VIOLATIONS[vendor];
  const text = readFileSync(path.join(root, file), 'utf8');
  const edits = modify(text, member, specifier, { formattingOptions: { insertSpaces: true, tabSize: 2 } });
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
