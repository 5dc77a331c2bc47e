import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Compiles a schema of `docs/schema` so that it also refuses fields that it does not describe. @returns what is wrong with data */
export function publishedSchema(name: string): (data: unknown) => string[] {
  const text = readFileSync(new URL(`../../docs/schema/${name}`, import.meta.url), 'utf8');
  const schema: AnySchemaObject = JSON.parse(text, (_, value) =>
    value?.properties && value.required ? { ...value, additionalProperties: false } : value,
  );
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return data =>
    validate(data) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
