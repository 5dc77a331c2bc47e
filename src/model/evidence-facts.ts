/** A place that a person can open: 1-based, `path` relative to the checked directory, with `/`. */
export interface EvidencePlace {
  path: string;
  line: number;
}

/** The facts that evidence is looked for in: serialisable, each with its place. */
export interface EvidenceFacts {
  code: CodeOutline[];
  /** YAML, JSON, TOML and Terraform that may say something about operations. */
  data: DataFile[];
  /** Shell scripts, makefiles, Dockerfiles and pages, line by line. */
  texts: TextFile[];
  /** Code that could not be read, which may be anything. */
  unread: { path: string; reason: string }[];
  /** Data that could not be read, such as the template of a chart. */
  unreadData: { path: string; reason: string }[];
  /** Code of other languages that has to do with the vendor, which nothing analyzes. */
  otherCode: OtherCode[];
  /** Templates of e-mails, where the vendor's are written in Liquid. */
  templates?: TemplateFile[];
}

/** A template of an e-mail, in Liquid, MJML or HTML with Liquid. */
export interface TemplateFile {
  path: string;
  /** A whole e-mail, or a layout; otherwise a part that a layout is put around. */
  isWhole: boolean;
  /** Its place says that it is sent because of what a person did, which needs no unsubscribe link. */
  isTransactional: boolean;
  /** The line of a link by which people unsubscribe. */
  unsubscribe?: number;
  /** The line of a postal address, or of a variable that holds one. */
  address?: number;
  /** The line at which its Liquid does not parse. */
  fault?: number;
  /** The fields that it takes from what the sending code gives. */
  fields: OutlinedName[];
}

/** What a file of another language may be about, beside calling the vendor. */
export type OtherCodeSubject = 'sdk' | 'webhooks' | 'phone numbers' | 'http server';

/** Code of a language that is not analyzed, or a manifest of one, where it names the vendor. */
export interface OtherCode extends EvidencePlace {
  /** As people name it: `Python`. */
  language: string;
  subjects: OtherCodeSubject[];
}

/** What a file of code says, as far as evidence needs it. */
export interface CodeOutline {
  path: string;
  /** It names the vendor, imports a file that does, or is imported by one. */
  isNear: boolean;
  /** It calls the vendor, itself or through what it imports. */
  reachesVendor: boolean;
  imports: OutlinedImport[];
  /** Calls, constructions and decorators. */
  calls: OutlinedCall[];
  functions: OutlinedFunction[];
  /** Variables of the environment that it reads. */
  environment: OutlinedName[];
  /** Texts that stand in it, those of imports left out. */
  strings: OutlinedName[];
  /** Names of properties that it writes or gives, with whether the value is written down. */
  properties: (OutlinedName & { isLiteral: boolean })[];
  /** Names that it declares. */
  declared: OutlinedName[];
}

export interface OutlinedName {
  name: string;
  line: number;
}

export interface OutlinedImport {
  specifier: string;
  line: number;
  /** The names that it gives to what it imports. */
  names: string[];
  /** The file of the repository that it means. */
  target?: string;
  /** Nothing of it is there when the code runs. */
  isTypeOnly?: true;
}

export interface OutlinedFunction extends OutlinedName {
  /** The names that its body uses. */
  mentions: string[];
}

export interface OutlinedCall {
  /** As the source spells it, from left to right: `app.get`; that of a decorator begins with `@`, that of a construction with `new `. */
  callee: string;
  line: number;
  /** The texts among its arguments, also in objects and lists directly below. */
  texts: string[];
  /** The names that its arguments, or what it decorates, use; only where the first text may be a path, or the call writes to a store or requests an address. */
  mentions: string[];
}

/** A file of data as a flat list of its values. */
export interface DataFile {
  path: string;
  entries: DataEntry[];
}

export interface DataEntry {
  /** The names and indices that lead to it. */
  keys: string[];
  /** Empty for what says nothing, as `null` and `~`. */
  value: string;
  line: number;
  /** Which document of the file it stands in, from 1; absent in the first. */
  document?: number;
}

export interface TextFile {
  path: string;
  /** Without comments of whole lines. */
  lines: { text: string; line: number }[];
}
