import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { CallFacts, TypeFacts } from '../../../eslint-plugin/upgrade/type-facts.ts';
import { targetTypes } from '../../../src/project/upgrade/target-types.ts';
import { allOperations, type SdkOperation } from '../../../src/vendors/klaviyo/operations.ts';
import { REPOSITORY } from '../../support/repository.ts';

const OPERATIONS = allOperations().filter((operation): operation is SdkOperation => operation.sdk !== undefined);
const FACTS: TypeFacts = targetTypes(
  '23.0.0',
  '2026-07-15',
  OPERATIONS.map(({ sdk }) => sdk),
)!;

const SDK = path.join(REPOSITORY, 'node_modules/klaviyo-api/dist/api.d.ts');
const program = ts.createProgram([SDK], { skipLibCheck: true, types: [] });
const checker = program.getTypeChecker();
const exported = new Map(
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(SDK)!)!)
    .map(symbol => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
);

/** What the compiler says of a method. */
function declared(apiClass: string, method: string): Pick<CallFacts, 'least' | 'most'> & { names: string[] } {
  const symbol = exported.get(apiClass)!.getProperty(method)!;
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  const parameters = signature!.parameters.map(parameter => parameter.valueDeclaration as ts.ParameterDeclaration);
  const last = parameters.at(-1);
  const hasOptions = last?.name.getText() === 'options';
  const names = hasOptions ? checker.getTypeAtLocation(last).getNonNullableType().getProperties() : [];
  return {
    least: parameters.filter(({ questionToken }) => questionToken === undefined).length,
    most: parameters.length,
    names: names.map(({ name }) => name).sort(),
  };
}

describe('the facts of all methods are those of the real types', () => {
  test.each(Object.entries(FACTS.calls))('%s', (name, { least, most, options }) => {
    const [apiClass = '', method = ''] = name.split('.');
    expect({ least, most, names: [...(options?.names ?? [])].sort() }).toEqual(declared(apiClass, method));
  });

  test('there are as many as the newest SDK has, but for the upload of a file', () => {
    expect(Object.keys(FACTS.calls)).toHaveLength(OPERATIONS.length - 1);
  });
});

test('the properties of all types are those of the real ones, and as many of them are needed', () => {
  const differing = Object.entries(FACTS.types).flatMap(([name, properties]) => {
    const real = exported.get(name);
    if (real === undefined) return [`${name} is not exported`];
    const told = (names: [string, boolean][]): string =>
      names
        .map(([property, isOptional]) => `${property}${isOptional ? '?' : ''}`)
        .sort()
        .join(' ');
    const expected = told(
      real.getProperties().map(({ name: property, flags }) => [property, (flags & ts.SymbolFlags.Optional) !== 0]),
    );
    const actual = told(Object.entries(properties).map(([property, { isOptional }]) => [property, isOptional]));
    return actual === expected ? [] : [`${name}: ${actual} / ${expected}`];
  });

  expect(differing).toEqual([]);
});

test('of a release before the oldest whose types are known there are none', () => {
  expect(targetTypes('13.0.0', '2024-10-15', [{ apiClass: 'ProfilesApi', method: 'createProfile' }])).toBeUndefined();
});

test('a method that a release does not have yet has no facts', () => {
  const uses = [
    { apiClass: 'ProfilesApi', method: 'createProfile' },
    { apiClass: 'ProfilesApi', method: 'getConversations' },
  ];
  expect(Object.keys(targetTypes('16.0.0', '2025-01-15', uses)!.calls)).toEqual(['ProfilesApi.createProfile']);
});
