import { posix } from 'node:path';
import type { Assignment } from '../manifests/env-file.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { isPublicVariable } from '../../vendors/public-prefix.ts';

const EXTENSIONS = new Set(
  '.yml .yaml .toml .json .jsonc .json5 .tf .tfvars .hcl .properties .conf .ps1 .bat .cmd .mk .service'.split(' '),
);
const NAMES = /^(?:GNU)?makefile$|^(?:procfile|jenkinsfile|justfile|tiltfile)$/i;

/** Decides by its name whether a file says how something is built, deployed or run. */
export function setsVariables(path: string): boolean {
  const name = posix.basename(path);
  const kind = fileKind(path);
  if (kind === 'shell' || kind === 'dockerfile' || kind === 'workflow' || kind === 'manifest') return true;
  return EXTENSIONS.has(posix.extname(name).toLowerCase()) || NAMES.test(name);
}

const VARIABLE = /(?<![\w$.{(%-])[A-Z][A-Z0-9]{0,20}_\w{1,100}/g;
/** A part that is filled in may hold spaces. */
const VALUE =
  /^["']?[ \t]{0,20}(?::=|[:=](?![:=]))[ \t]{0,20}("[^"\n]{0,500}"|'[^'\n]{0,500}'|\$\{\{[^}\n]{0,500}\}\}|[^\s,;&|]{0,500})/;
/** The item of a list whose value stands in the next line. */
const NEXT_VALUE = /^["']?,?[ \t]{0,20}\r?\n[ \t]{0,100}["']?value["']?[ \t]{0,20}[:=][ \t]{0,20}([^\n]{0,500})/;
const DECLARING =
  /(?:^|\s)(?:ARG|ENV|export|-\s{0,4}(?:name|key):|["']?(?:name|key)["']?\s{0,4}[:=]|-e|--env|--build-arg|-)\s{0,4}["']?$/;
const COMMENT = /^\s*(?:#|\/\/|;|rem\s)|\s#/i;

/**
 * Reads the public variables that a file sets or declares, in whatever format: `NAME=value`, `NAME: value`, `"NAME": "value"`,
 * `ARG NAME`, and an item of a list with the value behind it. Comments are left out.
 */
export function publicAssignments(text: string): Omit<Assignment, 'restStart'>[] {
  return [...text.matchAll(VARIABLE)].flatMap(({ 0: name, index }) => {
    if (!isPublicVariable(name)) return [];
    const before = text.slice(text.lastIndexOf('\n', index) + 1, index);
    if (COMMENT.test(before)) return [];
    const behind = text.slice(index + name.length, index + name.length + 1200);
    const value = VALUE.exec(behind)?.[1] ?? (DECLARING.test(before) ? valueBehind(behind) : undefined);
    return value === undefined ? [] : [{ name, nameStart: index, rest: value }];
  });
}

/** `ENV NAME value`, or the value of an item of a list; empty where there is none. */
function valueBehind(behind: string): string {
  return NEXT_VALUE.exec(behind)?.[1] ?? /^[ \t]+([^\s]{1,500})/.exec(behind)?.[1] ?? '';
}
