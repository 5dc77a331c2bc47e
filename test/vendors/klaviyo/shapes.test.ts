import { Project } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { modelsOf, type Models } from '../../../scripts/update-facts/read-models.ts';
import { compactShapes } from '../../../scripts/update-facts/shapes.ts';
import { allOperations } from '../../../src/vendors/klaviyo/operations.ts';
import { fieldsOf, findCall } from '../../../src/vendors/klaviyo/shapes.ts';

const SOURCES = `
  export enum CatEnum { Cat = <any> 'cat' }
  export class Cat {
    'type': CatEnum | 'cat';
    'firstName'?: string | null;
    'born': Date;
    'lives': Cat.LivesEnum;
    'moods'?: Array<'calm' | 'wild'>;
    'toys': Array<Toy>;
    'home': Home;
    'extra': { [key: string]: string; };
    static attributeTypeMap = [{
      "name": "firstName",
      "baseName": "first_name",
      "type": "string"
    }];
  }
  export namespace Cat { export enum LivesEnum { NUMBER_7 = <any> 7, NUMBER_9 = <any> 9 } }
  export class BigCat extends Cat { 'mane'?: boolean; }
  export class Box { 'name': string; }
  export class Toy { 'name': string; }
  export class Loft { 'floor': number; }
  export type Home = Box | Loft;
  export class CatAnswer { 'data': Array<BigCat>; 'included'?: Array<Box | Loft>; }`;

function models(): Models {
  const project = new Project({ useInMemoryFileSystem: true });
  return modelsOf([project.createSourceFile('/models.ts', SOURCES)]);
}

describe('the types of the SDK become shapes', () => {
  const { shapes, nameOf } = compactShapes(models(), ['CatAnswer']);

  test('with the names that travel, and values in place of enums', () => {
    expect(shapes.get('BigCat')).toBe(
      'type: =cat; first_name?: string | null; born: date; lives: #7 | #9; moods?: =calm[] | =wild[]; toys: Box[]; home: Box | object; extra: object; mane+: boolean',
    );
  });

  test('with all forms of what is included', () => {
    expect(shapes.get('CatAnswer')).toBe('data: BigCat[]; included?: Box[] | Loft[]');
  });

  test('equal ones once, and none that nothing leads to', () => {
    expect(nameOf('Toy')).toBe('Box');
    expect([...shapes.keys()]).toEqual(['BigCat', 'Box', 'CatAnswer', 'Loft']);
  });

  test('a type of an unknown kind is refused', () => {
    const project = new Project({ useInMemoryFileSystem: true });
    expect(() => modelsOf([project.createSourceFile('/models.ts', "export class A { 'b': Unheard; }")])).toThrow(
      "'Unheard'",
    );
  });
});

describe('the notation', () => {
  test('returns fields and their types', () => {
    expect(fieldsOf('ObjectLinks')).toEqual([
      { name: 'self', isOptional: false, isAdditional: false, types: [{ kind: 'string', isArray: false }] },
    ]);
  });

  test('returns what a call sends, gets and asks', () => {
    expect(findCall('ProfilesApi', 'createProfile')).toMatchObject({
      takes: 'ProfileCreateQuery',
      gives: 'PostProfileResponse',
    });
    expect(findCall('CampaignsApi', 'getCampaigns')?.query.find(({ name }) => name === 'filter')).toMatchObject({
      isRequired: true,
    });
    expect(findCall('ProfilesApi', 'getProfiles')?.query.find(({ name }) => name === 'page[size]')?.sizes).toEqual({
      usual: 20,
      most: 100,
    });
    expect(findCall('ProfilesApi', 'nothing')).toBeUndefined();
  });

  test('has every method of the catalogue, and every shape that is named', () => {
    const calls = allOperations().flatMap(({ sdk }) => (sdk === undefined ? [] : [findCall(sdk.apiClass, sdk.method)]));
    const open = calls.flatMap(call => [call!.takes, call!.gives]).filter(name => name !== undefined);
    const seen = new Set<string>();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(
        ...fieldsOf(name)
          .flatMap(({ types }) => types)
          .filter(({ kind }) => kind === 'shape')
          .map(type => type.name!),
      );
    }
    expect(seen.size).toBeGreaterThan(900);
  });

  test('refuses a name that is none', () => {
    expect(() => fieldsOf('constructor')).toThrow("'constructor'");
  });
});
