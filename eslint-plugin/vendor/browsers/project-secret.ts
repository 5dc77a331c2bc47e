import type { Vendor } from '../../../src/vendors/vendor.ts';
import { isPublicVariable } from '../../../src/vendors/public-prefix.ts';
import type { Module } from '../../program/module.ts';

/** How the source reads a variable, or imports it. */
const VARIABLE = /(?:\benv\??\.|\benv\[['"]|[{,]\s{0,20})([A-Z][A-Z0-9_]{2,80})\b/g;

/** The name of a secret variable that a module, or one that can be seen from it and speaks of the vendor, reads. */
export function secretNamedIn(module: Module, { keys }: Vendor): string | undefined {
  for (const { text } of [module, ...module.others()])
    for (const [, name = ''] of text.matchAll(VARIABLE))
      if (!isPublicVariable(name) && keys.isSecretVariable(name)) return name;
  return undefined;
}
