import type { VendorSetting } from '../../../model/configuration-report.ts';

/** What a validator that ajv compiles says of one fault. */
export interface SchemaError {
  /** A JSON pointer to the value. */
  instancePath: string;
  keyword: string;
  params: Readonly<Record<string, unknown>>;
  /** The part of the schema that holds the keyword. */
  parentSchema: Readonly<Record<string, unknown>>;
}

declare const validate: {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
};
export default validate;

/** Of all rules and checks, as reports print them. */
export const IDS: readonly string[];

/** Those that the schema has for single vendors. */
export const VENDOR_SETTINGS: readonly VendorSetting[];
