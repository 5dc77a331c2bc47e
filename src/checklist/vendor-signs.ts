import type { CodeOutline } from '../model/evidence-facts.ts';

/** How files name a vendor, for collectors of evidence that are the same for all. */
export interface VendorSigns {
  /** As people write it. */
  name: string;
  /** A short text, such as the name of a flag, an alert or a file, is about the vendor. */
  names: RegExp;
  /** What an import of the vendor's SDK names. */
  sdkImport: RegExp;
  /** Tells whether code receives webhooks of the vendor. */
  receivesWebhooks(file: CodeOutline): boolean;
  /** The beginnings of variables about the vendor, in capital letters. */
  variables: readonly string[];
  /** The address of the vendor's status page, from its beginning. */
  statusPage: RegExp;
  /** A command that requests it. */
  statusCommand: RegExp;
  /** What the preflight of the vendor is given its key by in the Action. */
  keyInput: string;
  /** A secret of GitHub's by its name; the name is the first group. */
  githubSecret: RegExp;
}
