import { SyntaxKind, type MethodDeclaration, type ParameterDeclaration } from 'ts-morph';
import type { SdkPackage } from './read-package.ts';

/** What a method sends and gets, as its types say. */
export interface SdkCallTypes {
  apiClass: string;
  name: string;
  /** The model of the body that it sends as JSON. */
  takes?: string;
  /** The model of the body that it gets. */
  gives?: string;
  /** The parameters of the query, in the notation of `src/vendors/klaviyo/shapes.ts`. */
  query: string[];
}

/** The types of every method that calls an endpoint. */
export function readCalls({ apiFiles }: SdkPackage): SdkCallTypes[] {
  return apiFiles.flatMap(file => {
    const apiClass = file.getClassOrThrow(declaration => /Api$/.test(declaration.getName() ?? ''));
    return apiClass
      .getMethods()
      .map(method => ({ apiClass: apiClass.getNameOrThrow(), name: method.getName(), ...typesOf(method) }));
  });
}

function typesOf(method: MethodDeclaration): Omit<SdkCallTypes, 'apiClass' | 'name'> {
  const gives = /\bbody: (\w+);/.exec(method.getReturnTypeNodeOrThrow().getText())?.[1];
  const takes = method
    .getParameters()
    .map(typeText)
    .find(type => /^[A-Z]/.test(type) && type !== 'RequestFile');
  return { ...(takes && { takes }), ...(gives && { gives }), query: queryOf(method) };
}

function typeText(parameter: ParameterDeclaration): string {
  return parameter.getTypeNodeOrThrow().getText();
}

/** `localVarQueryParameters['page[cursor]'] = ObjectSerializer.serialize(options.pageCursor, "string")`, one for each parameter. */
function queryOf(method: MethodDeclaration): string[] {
  const assignments = method.getDescendantsOfKind(SyntaxKind.BinaryExpression).map(assignment => assignment.getText());
  const found = assignments.flatMap(text => {
    const [, name, source] =
      /^localVarQueryParameters\['([^']+)'\] = ObjectSerializer\.serialize\(([\w.]+),/.exec(text) ?? [];
    return name === undefined || source === undefined ? [] : [parameterOf(method, name, source)];
  });
  return found.sort();
}

function parameterOf(method: MethodDeclaration, name: string, source: string): string {
  if (name === 'page[size]') return `${name}=${pageSizes(method)}`;
  const values =
    name === 'filter' ? filtersOf(method) : name === 'include' || name === 'sort' ? literalsOf(method, source) : [];
  const isRequired = !source.startsWith('options.');
  return `${name}${isRequired ? '!' : ''}${values.length > 0 ? `=${values.join(',')}` : ''}`;
}

/** ``Allowed field(s)/operator(s):<br>`id`: `any`, `equals`<br>`email`: `any` `` as `id:any|equals` and `email:any`. */
function filtersOf(method: MethodDeclaration): string[] {
  const [, allowed = ''] =
    /Allowed field\(s\)\/operator\(s\):((?:<br>`[^`]+`:(?: `[^`]+`,?)+)+)/.exec(docOf(method)) ?? [];
  return [...allowed.matchAll(/<br>`([^`]+)`:((?: `[^`]+`,?)+)/g)].map(
    ([, field = '', operators = '']) => `${field}:${operators.match(/[a-z-]+/g)!.join('|')}`,
  );
}

/** With the entities of HTML as the characters that they stand for. */
function docOf(method: MethodDeclaration): string {
  const text = method
    .getJsDocs()
    .map(doc => doc.getInnerText())
    .join(' ');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#x60;', '`');
}

/** `Default: 20. Min: 1. Max: 100.` as `20..100`. */
function pageSizes(method: MethodDeclaration): string {
  const text = docOf(method);
  const [, usual, most] = /@param pageSize Default: (\d+)\. Min: 1\. Max: (\d+)\./.exec(text) ?? [];
  if (usual === undefined || most === undefined) throw new Error(`'${method.getName()}' does not tell its page sizes.`);
  return `${usual}..${most}`;
}

/** Values of an option; the descending twin of a sort order is left out. */
function literalsOf(method: MethodDeclaration, source: string): string[] {
  const option = source.replace('options.', '');
  const type =
    new RegExp(`\\b${option}\\??: ([^,}]+)`).exec(
      method
        .getParameters()
        .map(parameter => parameter.getText())
        .join(', '),
    )?.[1] ?? '';
  const values = [...type.matchAll(/'([^']+)'/g)].map(([, value = '']) => value);
  return values.filter(value => !value.startsWith('-'));
}
