import { readFile } from 'node:fs/promises';
import { parseTarGzip } from 'nanotar';
import { Node, Project, SyntaxKind, type ClassDeclaration, type SourceFile } from 'ts-morph';
import type { SdkMethod } from './read-methods.ts';
import type { SdkPackage } from './read-package.ts';
import { archiveOf } from './sdk-packages.ts';

/** What the serialiser of a release takes of the payloads of its methods. */
export interface Payloads {
  /** By type, each attribute with the type of what is in it: nothing for what is sent as it is, `[]` behind it for a list. */
  types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By type, what the class says of an attribute beside that: `!` where it is required, `@` where it is a date. */
  marks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Type of the payload and its place among the arguments, by method. */
  methods: readonly PayloadOfMethod[];
}

export interface PayloadOfMethod {
  apiClass: string;
  name: string;
  type: string;
  argument: number;
}

/** One file a model, and the tables of types with alternatives. Of a path of more than 100 characters nanotar gives the last part only. */
const MODEL = /^(?:package\/model\/)?\w+\.ts$/;

type Types = Record<string, Record<string, string>>;

/**
 * Reads the types of all payloads, as far as a name in another case than the serialiser's can be lost in them: where a value may be of
 * several types, the serialiser sends what fits none of them as it is, so what is below is left out.
 */
export async function readPayloads(sdk: SdkPackage, methods: readonly SdkMethod[]): Promise<Payloads> {
  const models = await parseTarGzip(await readFile(archiveOf('klaviyo-api', sdk.version)), {
    filter: ({ name }) => MODEL.test(name),
  });
  const project = new Project({ useInMemoryFileSystem: true });
  return payloadsOf(
    sdk,
    methods,
    models.map(({ name, text }) => project.createSourceFile(`/${name}`, text)),
  );
}

/** The same, of models that are read already. */
export function payloadsOf(
  { apiFiles }: SdkPackage,
  methods: readonly SdkMethod[],
  files: readonly SourceFile[],
): Payloads {
  const types = withoutAlternatives(
    Object.fromEntries(files.flatMap(file => file.getClasses()).flatMap(attributesOf)),
    files,
  );
  const bodies = apiFiles
    .flatMap(payloadsOfApi)
    .filter(({ apiClass, name }) => methods.some(method => method.apiClass === apiClass && method.name === name));
  const kept = new Set(bodies.flatMap(({ type }) => [...mattering(type, types)]));
  const sorted = Object.entries(types)
    .filter(([name]) => kept.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    types: Object.fromEntries(
      sorted.map(([name, attributes]) => [
        name,
        mapValues(attributes, type => (kept.has(elementOf(type)) ? type : '')),
      ]),
    ),
    marks: Object.fromEntries(
      files
        .flatMap(file => file.getClasses())
        .filter(model => kept.has(model.getName() ?? ''))
        .map(model => [model.getNameOrThrow(), marksOf(model)]),
    ),
    methods: bodies.filter(({ type }) => kept.has(type)),
  };
}

/** `'time'?: Date | null;` */
function marksOf(model: ClassDeclaration): Record<string, string> {
  const properties = model.getInstanceProperties().filter(Node.isPropertyDeclaration);
  return Object.fromEntries(
    properties.map(property => [
      property.getName().replaceAll("'", ''),
      `${property.hasQuestionToken() ? '' : '!'}${/\bDate\b/.test(property.getTypeNodeOrThrow().getText()) ? '@' : ''}`,
    ]),
  );
}

/** `static attributeTypeMap = [{ "name": "firstName", "baseName": "first_name", "type": "string" }]`. */
function attributesOf(model: ClassDeclaration): [string, Record<string, string>][] {
  const map = model.getStaticProperty('attributeTypeMap');
  const list = Node.isPropertyDeclaration(map)
    ? map.getInitializerIfKind(SyntaxKind.ArrayLiteralExpression)
    : undefined;
  if (list === undefined) return [];
  const entries = list
    .getElements()
    .map(element => [textOf(element, 'name'), textOf(element, 'type').replace(/^Array<(.+)>$/, '$1[]')]);
  return [[model.getNameOrThrow(), Object.fromEntries(entries) as Record<string, string>]];
}

function textOf(element: Node, name: string): string {
  const property = element
    .asKindOrThrow(SyntaxKind.ObjectLiteralExpression)
    .getProperties()
    .find(member => /^"?(\w+)"?:/.exec(member.getText())?.[1] === name);
  return property!
    .asKindOrThrow(SyntaxKind.PropertyAssignment)
    .getInitializerIfKindOrThrow(SyntaxKind.StringLiteral)
    .getLiteralValue();
}

function withoutAlternatives(types: Types, files: readonly SourceFile[]): Types {
  const tables = files.flatMap(file =>
    ['oneOfMap', 'oneOfMapNoDiscriminator'].map(name => file.getVariableDeclaration(name)),
  );
  const names = tables.flatMap(
    table => table?.getInitializerIfKind(SyntaxKind.ObjectLiteralExpression)?.getProperties() ?? [],
  );
  const alternatives = new Set(names.map(property => /^"(\w+)"/.exec(property.getText())?.[1]));
  return Object.fromEntries(Object.entries(types).filter(([name]) => !alternatives.has(name)));
}

function payloadsOfApi(file: SourceFile): PayloadOfMethod[] {
  const apiClass = file.getClassOrThrow(declaration => /Api$/.test(declaration.getName() ?? ''));
  return apiClass.getMethods().flatMap(method => {
    const serialized = /\bdata: ObjectSerializer\.serialize\((\w+), "(\w+)"\)/.exec(method.getText());
    const argument = method.getParameters().findIndex(parameter => parameter.getName() === serialized?.[1]);
    return serialized === null || argument < 0
      ? []
      : [{ apiClass: apiClass.getNameOrThrow(), name: method.getName(), type: serialized[2]!, argument }];
  });
}

/** The types below one, itself included, that have a name of several words or with a number, or a type below that has. */
function mattering(type: string, types: Types, around: readonly string[] = []): Set<string> {
  const attributes = types[type];
  if (attributes === undefined || around.includes(type)) return new Set();
  const below = Object.values(attributes).map(inner => mattering(elementOf(inner), types, [...around, type]));
  const found = new Set(below.flatMap(names => [...names]));
  return found.size > 0 || Object.keys(attributes).some(name => /[A-Z\d]/.test(name)) ? found.add(type) : found;
}

function elementOf(type: string): string {
  return type.replace(/\[\]$/, '');
}

function mapValues(record: Record<string, string>, map: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
