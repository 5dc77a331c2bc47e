import { Node, SyntaxKind, type SourceFile, type TypeNode } from 'ts-morph';
import { classesOf, type AnyClass, type CustomerioPackage } from './read-package.ts';

/** What the class of a transactional message takes. */
export interface SendRequest {
  requestClass: string;
  /** The method of APIClient that sends it. */
  method: string;
  required: string[];
  /** Sets of options, one of which has to be there as a whole; empty where nothing more is needed. */
  oneOf: string[][];
  /** What else is sent. Any other option is dropped. */
  optional: string[];
}

/** Every class `Send…Request`, with the options that its constructor reads and those that its types demand. */
export function readSendRequests(sdk: CustomerioPackage): SendRequest[] {
  const classes = classesOf(sdk);
  const api = classes.get('APIClient');
  return [...classes].flatMap(([name, declaration]) => {
    const method = api?.getMethods().find(each => each.getText().includes(`instanceof requests_1.${name})`));
    if (!/^Send\w+Request$/.test(name) || method === undefined) return [];
    const required = membersOf(sdk.types, `${name}RequiredOptions`);
    const oneOf = alternativesOf(sdk.types, name);
    const read = optionsRead(declaration);
    const known = [...required, ...oneOf.flat()];
    const missing = known.find(option => !read.includes(option));
    if (missing !== undefined) throw new Error(`${name} demands '${missing}' and does not read it.`);
    return [
      {
        requestClass: name,
        method: method.getName(),
        required,
        oneOf,
        optional: read.filter(option => !known.includes(option)).sort(),
      },
    ];
  });
}

/** `opts.to`, `'from' in opts`, and the names in the list of `pickDefined(opts, EMAIL_OPTIONAL_KEYS)`. */
function optionsRead(declaration: AnyClass): string[] {
  const constructor = declaration.getConstructors()[0];
  if (constructor === undefined) throw new Error(`${declaration.getName() ?? ''} has no constructor.`);
  const text = constructor.getText();
  const own = [...text.matchAll(/\bopts\.(\w+)|'(\w+)' in opts/g)].map(([, read, asked]) => read ?? asked!);
  const lists = [...text.matchAll(/pickDefined\)?\(opts, (\w+)\)/g)].flatMap(([, list]) =>
    declaration
      .getSourceFile()
      .getVariableDeclarationOrThrow(list!)
      .getInitializerIfKindOrThrow(SyntaxKind.ArrayLiteralExpression)
      .getElements()
      .map(element => element.asKindOrThrow(SyntaxKind.StringLiteral).getLiteralValue()),
  );
  return [...new Set([...own, ...lists])];
}

/** `SendEmailRequestWithTemplate` and `SendEmailRequestWithoutTemplate`: what each demands besides. */
function alternativesOf(types: readonly SourceFile[], name: string): string[][] {
  const found = types
    .flatMap(file => file.getTypeAliases())
    .filter(alias => new RegExp(`^${name}With`).test(alias.getName()))
    .map(alias => literalMembers(alias.getTypeNodeOrThrow()));
  return found.some(members => members.length === 0) ? [] : found;
}

function membersOf(types: readonly SourceFile[], alias: string): string[] {
  const found = types.map(file => file.getTypeAlias(alias)).find(each => each !== undefined);
  if (found === undefined) throw new Error(`There is no type ${alias}.`);
  return literalMembers(found.getTypeNodeOrThrow());
}

/** The required members of the type literals in a type, and not of those that it names. */
function literalMembers(type: TypeNode): string[] {
  const parts = Node.isIntersectionTypeNode(type) ? type.getTypeNodes() : [type];
  return parts
    .filter(Node.isTypeLiteral)
    .flatMap(literal => literal.getProperties())
    .filter(property => !property.hasQuestionToken())
    .map(property => property.getName());
}
