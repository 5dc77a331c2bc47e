import { Node, SyntaxKind, type ClassDeclaration, type JSDoc, type MethodDeclaration, type SourceFile } from 'ts-morph';
import type { SdkPackage } from './read-package.ts';

/** A method of an API class, as one version of the SDK has it. */
export interface SdkMethod {
  apiClass: string;
  name: string;
  /** The endpoint behind it; an alias has that of its successor. */
  verb: string;
  /** Without a trailing slash, which the vendor dropped in revision 2024-10-15. */
  path: string;
  /** `75/s 750/m`, sometimes with a daily part; from 6 on. */
  limit?: string;
  scopes: string[];
  /** The successor's name, when this one is an alias that the SDK marks as deprecated. */
  aliasOf?: string;
}

/** Every method that calls an endpoint, deprecated aliases included. */
export function readMethods({ apiFiles }: SdkPackage): SdkMethod[] {
  return apiFiles.flatMap(file => {
    const apiClass = file.getClassOrThrow(declaration => /Api$/.test(declaration.getName() ?? ''));
    const methods = [...typescriptMethods(apiClass), ...javascriptMethods(apiClass)];
    return [...methods, ...aliases(file, methods)];
  });
}

function typescriptMethods(apiClass: ClassDeclaration): SdkMethod[] {
  return apiClass.getMethods().map(method => ({
    apiClass: apiClass.getNameOrThrow(),
    name: method.getName(),
    verb: verbOf(method),
    path: pathOf(method),
    ...documented(method.getJsDocs()),
  }));
}

function pathOf(method: MethodDeclaration): string {
  const text = method.getVariableDeclarationOrThrow('localVarPath').getDescendantsOfKind(SyntaxKind.StringLiteral);
  return withoutTrailingSlash(text.map(literal => literal.getLiteralValue()).find(value => value.startsWith('/')));
}

function verbOf(method: MethodDeclaration): string {
  const config = method
    .getVariableDeclarationOrThrow('config')
    .getInitializerIfKindOrThrow(SyntaxKind.ObjectLiteralExpression);
  const verb = config.getPropertyOrThrow('method').asKindOrThrow(SyntaxKind.PropertyAssignment);
  return verb.getInitializerIfKindOrThrow(SyntaxKind.StringLiteral).getLiteralValue();
}

/** Before 6 methods are fields: `getList = async (id, opts) => { … this.apiClient.callApi('/api/lists/{id}/', 'GET', …`. */
function javascriptMethods(apiClass: ClassDeclaration): SdkMethod[] {
  return apiClass.getProperties().flatMap(property => {
    const call = property.getDescendantsOfKind(SyntaxKind.CallExpression).find(isCallApi);
    if (call === undefined) return [];
    const [path, verb] = call
      .getArguments()
      .map(argument => (Node.isStringLiteral(argument) ? argument.getLiteralValue() : ''));
    return [
      {
        apiClass: apiClass.getNameOrThrow(),
        name: property.getName(),
        verb: verb!,
        path: withoutTrailingSlash(path),
        scopes: [],
      },
    ];
  });
}

function isCallApi(call: Node): boolean {
  return Node.isCallExpression(call) && call.getExpression().getText() === 'this.apiClient.callApi';
}

/** From 12 on an alias is a member of an interface beside the class: `getListProfiles: typeof ListsApi.prototype.getProfilesForList`. */
function aliases(file: SourceFile, methods: readonly SdkMethod[]): SdkMethod[] {
  return file
    .getInterfaces()
    .flatMap(declaration => declaration.getProperties())
    .flatMap(property => {
      const successor = /^typeof \w+\.prototype\.(\w+)$/.exec(property.getTypeNodeOrThrow().getText())?.[1];
      const method = methods.find(({ name }) => name === successor);
      if (method === undefined)
        throw new Error(`'${property.getName()}' of ${file.getBaseName()} stands for a method that is not known.`);
      return [{ ...method, name: property.getName(), aliasOf: method.name }];
    });
}

const RATE_LIMITS = /\*Rate limits\*:<br>Burst: `([^`]+)`<br>Steady: `([^`]+)`(?:<br>Daily: `([^`]+)`)?/;
const SCOPES = /\*\*Scopes:\*\*((?: `[a-z:-]+`)+)/;

function documented(docs: readonly JSDoc[]): Pick<SdkMethod, 'limit' | 'scopes'> {
  const text = docs
    .map(doc => doc.getInnerText())
    .join('\n')
    .replaceAll('\n', ' ');
  const limit = RATE_LIMITS.exec(text)?.slice(1).filter(Boolean).join(' ');
  const scopes = SCOPES.exec(text)?.[1]!.match(/[a-z:-]+/g) ?? [];
  return { ...(limit === undefined ? {} : { limit }), scopes: [...scopes].sort() };
}

function withoutTrailingSlash(path: string | undefined): string {
  if (path === undefined) throw new Error('A method without a path.');
  return path.replace(/\/$/, '');
}
