import { readFile } from 'node:fs/promises';
import { parseTarGzip } from 'nanotar';
import {
  Node,
  Project,
  type ClassDeclaration,
  type EnumDeclaration,
  type PropertyDeclaration,
  type SourceFile,
  type TypeAliasDeclaration,
  type TypeNode,
} from 'ts-morph';
import { archiveOf } from './sdk-packages.ts';

/** The types that the SDK publishes for requests and answers, by name. */
export type Models = ReadonlyMap<string, Model>;

export interface Model {
  fields: readonly ModelField[];
}

export interface ModelField {
  /** As it travels: `phone_number`. */
  name: string;
  isOptional: boolean;
  /** Only there when a request names it in `additional-fields`. */
  isAdditional: boolean;
  /** What it can be, in the notation of `src/vendors/klaviyo/shapes.ts`; every form of a union is there. */
  types: readonly string[];
}

/** One file a model; `models.ts` only lists them. Of a path of more than 100 characters nanotar gives the last part only. */
const MODEL = /^(?:package\/model\/)?(?!models\.ts)\w+\.ts$/;

/** Reads the models of one version from the cache. @throws when a type is of a kind that is not known */
export async function readModels(version: string): Promise<Models> {
  const files = await parseTarGzip(await readFile(archiveOf('klaviyo-api', version)), {
    filter: ({ name }) => MODEL.test(name),
  });
  const project = new Project({ useInMemoryFileSystem: true });
  return modelsOf(files.map(({ name, text }) => project.createSourceFile(`/${name}`, text)));
}

/** The models in these files, each of which declares a class, an enum or a union. */
export function modelsOf(sources: readonly SourceFile[]): Models {
  const known: Declarations = {
    classes: byName(sources.flatMap(source => source.getClasses())),
    enums: new Map([...byName(sources.flatMap(source => source.getEnums())), ...sources.flatMap(enumsOfNamespaces)]),
    unions: byName(sources.flatMap(source => source.getTypeAliases())),
  };
  return new Map([...known.classes].map(([name, declaration]) => [name, { fields: fieldsOf(declaration, known) }]));
}

interface Declarations {
  classes: ReadonlyMap<string, ClassDeclaration>;
  enums: ReadonlyMap<string, EnumDeclaration>;
  unions: ReadonlyMap<string, TypeAliasDeclaration>;
}

function byName<T extends { getName(): string | undefined }>(declarations: readonly T[]): ReadonlyMap<string, T> {
  return new Map(declarations.map(declaration => [declaration.getName() ?? '', declaration]));
}

/** A model's own enums are in the namespace of its name: `AgeGate.DisplayDeviceEnum`. */
function enumsOfNamespaces(source: SourceFile): [name: string, declaration: EnumDeclaration][] {
  return source
    .getModules()
    .flatMap(module =>
      module
        .getEnums()
        .map(declaration => [`${module.getName()}.${declaration.getName()}`, declaration] as [string, EnumDeclaration]),
    );
}

function fieldsOf(declaration: ClassDeclaration, known: Declarations): ModelField[] {
  const base = known.classes.get(declaration.getExtends()?.getText() ?? '');
  const inherited = base === undefined ? [] : fieldsOf(base, known);
  const baseNames = readBaseNames(declaration);
  const own = declaration
    .getInstanceProperties()
    .filter(Node.isPropertyDeclaration)
    .map(property => ({
      name: baseNames.get(nameOf(property)) ?? nameOf(property),
      isOptional: property.hasQuestionToken(),
      // Older releases put the relationships of compound documents into classes of their own.
      isAdditional: base !== undefined && nameOf(property) !== 'relationships',
      types: [...new Set(typesOf(property.getTypeNodeOrThrow(), known))],
    }));
  return [...inherited, ...own];
}

/** `attributeTypeMap` tells the name that travels for each name in code. */
function readBaseNames(declaration: ClassDeclaration): Map<string, string> {
  const text = declaration.getStaticProperty('attributeTypeMap')?.getText() ?? '';
  const pairs = [...text.matchAll(/"name": "([^"]+)",\s*"baseName": "([^"]+)"/g)];
  return new Map(pairs.map(([, name = '', baseName = '']) => [name, baseName]));
}

/** Every name stands in quotes. */
function nameOf(property: PropertyDeclaration): string {
  return property.getName().replaceAll("'", '');
}

function typesOf(node: TypeNode, known: Declarations): string[] {
  if (Node.isUnionTypeNode(node)) return typesOfUnion(node.getTypeNodes(), known);
  if (Node.isLiteralTypeNode(node)) return [typeOfLiteral(node.getText())];
  if (Node.isTypeReference(node)) return typesOfReference(node.getTypeName().getText(), node.getTypeArguments(), known);
  if (Node.isTypeLiteral(node)) return ['object'];
  return [node.getText()];
}

/** Beside each enum the SDK writes its values out. */
function typesOfUnion(nodes: readonly TypeNode[], known: Declarations): string[] {
  const isSpeltOut = nodes.some(node => Node.isLiteralTypeNode(node) && node.getText() !== 'null');
  const isEnum = (node: TypeNode): boolean => Node.isTypeReference(node) && /Enum$/.test(node.getTypeName().getText());
  return nodes.filter(node => !(isSpeltOut && isEnum(node))).flatMap(node => typesOf(node, known));
}

function typeOfLiteral(text: string): string {
  if (text === 'null') return 'null';
  return /^['"]/.test(text) ? `=${text.slice(1, -1)}` : `#${text}`;
}

function typesOfReference(name: string, parameters: readonly TypeNode[], known: Declarations): string[] {
  if (name === 'Array') return parameters.flatMap(parameter => typesOf(parameter, known)).map(type => `${type}[]`);
  if (name === 'Date') return ['date'];
  if (name === 'RequestFile') return ['object'];
  const union = known.unions.get(name);
  if (union !== undefined) return typesOf(union.getTypeNodeOrThrow(), known);
  const values = known.enums.get(name)?.getMembers();
  if (values !== undefined)
    return values.map(member => typeOfLiteral(/['"][^'"]*['"]|-?\d+/.exec(member.getText())?.[0] ?? ''));
  if (known.classes.has(name)) return [name];
  throw new Error(`The model '${name}' is of a kind that is not known.`);
}
