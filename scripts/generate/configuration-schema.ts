import { helpUrl, REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import { LAYERS } from '../../eslint-plugin/vendor/layers/layer-of.ts';
import { ALL_ITEMS } from '../../src/checklist/items.ts';
import { CUSTOMERIO_THRESHOLDS, type Threshold, THRESHOLDS } from '../../src/model/thresholds.ts';
import { FAIL_ON } from '../../src/model/verdict.ts';
import { ownerOf, printedRule, type Rule, type Units } from './units.ts';

export const CONFIGURATION_SCHEMA = 'docs/schema/configuration.schema.json';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of `klaviyo-lint.json`, with all ids and the schemas of their options. It is one of draft 7, which every editor knows,
 * and branches by `if`, so that a validator names the fault of the form that somebody chose.
 */
export function configurationSchema({ rules, checks }: Pick<Units, 'rules' | 'checks'>): Schema {
  const settings = [
    ...rules.map(({ id, definition }) => ({
      id,
      printed: printedRule(id),
      description: `${definition.meta.docs?.description ?? id}. ${helpUrl('rules', id)}`,
      options: optionsOfRule(definition),
    })),
    ...checks.map(({ id, definition: { description, options } }) => ({
      id,
      printed: `check/${id}`,
      description: `${description}. ${helpUrl('checks', id)}`,
      options: options && optionsOfCheck(options),
    })),
  ];
  const twice = settings.find(({ id }, index) => settings.findIndex(other => other.id === id) !== index);
  if (twice !== undefined) throw new Error(`'${twice.id}' is the short id of a rule and of a check`);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `${REPOSITORY_URL}/blob/main/${CONFIGURATION_SCHEMA}`,
    title: 'klaviyo-lint.json',
    description: 'The configuration of klaviyo-lint. Comments and trailing commas are allowed.',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...GENERAL,
      rules: {
        description: 'How rules and checks run, by the id that reports print or by its last part.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          settings.flatMap(({ id, printed, description, options }) =>
            namesOf(printed, id).map(name => [
              name,
              { description, $ref: `#/definitions/${options ? definitionOf(id) : 'setting'}` },
            ]),
          ),
        ),
      },
    },
    definitions: {
      level: { enum: ['off', 'warn', 'error', 0, 1, 2] },
      setting: ruleSetting(),
      ...Object.fromEntries(
        settings.flatMap(({ id, options }) => (options ? [[definitionOf(id), ruleSetting(options)]] : [])),
      ),
    },
  };
}

/** The last part alone means a rule about Klaviyo, or a check. */
function namesOf(printed: string, id: string): string[] {
  return ownerOf(id).vendor === 'klaviyo' ? [printed, id] : [printed];
}

/** Without what stands for something else in a pointer. */
function definitionOf(id: string): string {
  return id.replace('/', '-');
}

/** The ids of all rules and checks, as reports print them. */
export function printedIds({ rules, checks }: Pick<Units, 'rules' | 'checks'>): string[] {
  return [...rules.map(({ id }) => printedRule(id)), ...checks.map(({ id }) => `check/${id}`)];
}

const PATTERNS: Schema = { type: 'array', items: { type: 'string', minLength: 1 } };

const DNS_NAME: Schema = { type: 'string', pattern: '^(?=.{1,253}$)[A-Za-z0-9_-]+(?:[.][A-Za-z0-9_-]+)*$' };

const GENERAL: Schema = {
  $schema: { description: 'Where this schema is, for editors.', type: 'string' },
  root: {
    description: 'Whether the configurations in the folders above are left out.',
    type: 'boolean',
    default: false,
  },
  ignore: {
    ...PATTERNS,
    description: 'Files that are not checked: patterns as in a .gitignore, relative to the folder of this file.',
  },
  preset: {
    description: 'Which rules run without a setting of their own.',
    enum: ['recommended', 'strict'],
    default: 'recommended',
  },
  layers: {
    description:
      'The files of each layer, for sdk-layering and the checklist, relative to the folder of this file; * stands for any text.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(LAYERS.map(layer => [layer, PATTERNS])),
  },
  failOn: { description: 'The lowest level of findings that fails.', enum: FAIL_ON, default: 'error' },
  baseline: {
    description: 'The baseline, relative to the folder of this file; false for none.',
    if: { type: 'boolean' },
    then: { const: false },
    else: { type: 'string', pattern: String.raw`^(?![/~]|[A-Za-z]:|(?:.*/)?\.\.(?:/|$))[^\\]+$` },
  },
  checklist: {
    type: 'object',
    additionalProperties: false,
    properties: {
      require: {
        description: 'The items of the production checklist that fail while they are violated or open.',
        type: 'array',
        items: { enum: requirableItems() },
      },
    },
  },
  thresholds: {
    description: 'Numbers of the production checklist and of the probes, where they are not what a team works with.',
    type: 'object',
    additionalProperties: false,
    properties: schemasOf(THRESHOLDS),
  },
  customerio: {
    description: 'What the preflight of Customer.io expects, and numbers of its checklist.',
    type: 'object',
    additionalProperties: false,
    properties: {
      workspace: { description: 'The id of the workspace that goes live.', type: 'integer', minimum: 1 },
      region: { description: 'Where the account is.', enum: ['us', 'eu'] },
      sendingDomain: {
        description:
          "The records of the sending domain as Customer.io's settings show them; what is absent is not compared.",
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { description: 'The subdomain of the account, such as cio12345.shop.example.', ...DNS_NAME },
          mx: { description: 'The mail servers of the return path.', type: 'array', items: DNS_NAME },
          spf: {
            description: 'Terms that the SPF record of the return path has, such as include:mail.example.',
            type: 'array',
            items: { type: 'string', pattern: '^[A-Za-z0-9:._/=~+-]{1,200}$' },
          },
          dkim: {
            description: 'The public key, or the whole record.',
            type: 'string',
            pattern: '^[A-Za-z0-9+/=;: ]{1,2000}$',
          },
          dkimSelector: { description: 'Where the key is.', default: 'krs', ...DNS_NAME },
          linkTracking: {
            description: 'The host of tracked links, and the name that it stands for.',
            type: 'object',
            additionalProperties: false,
            required: ['host'],
            properties: { host: DNS_NAME, target: { default: 'e.customeriomail.com', ...DNS_NAME } },
          },
        },
      },
      otherFingerprints: {
        description: 'Fingerprints of the keys of other environments, as a preflight there reports them.',
        type: 'array',
        items: { type: 'string', pattern: '^[0-9a-f]{16}$' },
      },
      thresholds: {
        description: 'Numbers of the production checklist, where they are not what a team works with.',
        type: 'object',
        additionalProperties: false,
        properties: schemasOf(CUSTOMERIO_THRESHOLDS),
      },
    },
  },
};

function schemasOf(thresholds: Readonly<Record<string, Threshold>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(thresholds).map(([name, threshold]) => [name, thresholdSchema(threshold)]));
}

function thresholdSchema({ description, minimum, maximum, ...threshold }: Threshold): Schema {
  const type = 'isFractional' in threshold ? 'number' : 'integer';
  const used = threshold.usedBy.join(', ');
  return { description: `${capitalised(description)} (${used}).`, type, minimum, maximum, default: threshold.default };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Ids, and the beginnings that some have in common, with a star. */
function requirableItems(): string[] {
  const ids = ALL_ITEMS.map(({ id }) => id);
  const beginnings = ids.flatMap(id => Array.from({ length: id.length }, (_, length) => `${id.slice(0, length)}*`));
  return [...new Set([...ids, ...beginnings])];
}

const LEVEL: Schema = { $ref: '#/definitions/level' };

/** A level, the options, or both in ESLint's form. */
function ruleSetting(options?: Schema): Schema {
  const items = options === undefined ? [LEVEL] : [LEVEL, options];
  const listOrLevel = {
    if: { type: 'array' },
    then: { type: 'array', items, minItems: 1, additionalItems: false },
    else: LEVEL,
  };
  return options === undefined ? listOrLevel : { if: { type: 'object' }, then: options, else: listOrLevel };
}

function optionsOfRule({ meta: { schema } }: Rule): Schema | undefined {
  if (!Array.isArray(schema) || schema.length > 1) throw new Error('a rule must have one object of options, or none');
  return schema[0] as Schema | undefined;
}

function optionsOfCheck(options: Readonly<Record<string, number>>): Schema {
  const properties = Object.entries(options).map(([name, byDefault]) => [
    name,
    { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: byDefault },
  ]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) as Schema };
}
