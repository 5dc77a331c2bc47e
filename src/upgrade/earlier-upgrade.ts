import { valid } from 'semver';

/** Where an upgrade that was written leaves a note for the runs after it. */
export const NOTE_PATH = '.klaviyo-lint/upgrade.json';

/** Between which releases `--write` moved the code. */
export interface EarlierUpgrade {
  from: string;
  to: string;
}

/** Reads the note of an earlier upgrade. @returns undefined for anything that is none */
export function readNote(text: unknown): EarlierUpgrade | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const { from, to } = JSON.parse(text) as Partial<EarlierUpgrade>;
    return typeof from === 'string' && typeof to === 'string' && valid(from) !== null ? { from, to } : undefined;
  } catch {
    return undefined;
  }
}

export function writeNote({ from, to }: EarlierUpgrade): string {
  return `${JSON.stringify({ from, to }, undefined, 2)}\n`;
}
