import { allOperations } from '../../vendors/klaviyo/operations.ts';
import { scopesOf } from '../../vendors/klaviyo/scopes.ts';
import { fieldsOf, findCall } from '../../vendors/klaviyo/shapes.ts';

/** A kind of resource, such as `profile`, that can be read by its id. */
export interface ResourceType {
  /** `/api/profiles`. */
  path: string;
  /** Of one resource. */
  shape: string;
  /** What a key needs to read it. */
  scopes: readonly string[];
}

/** @param type such as `profile` */
export function findResourceType(type: string): ResourceType | undefined {
  return resourceTypes().get(type);
}

/** The literal that stands for `type` in a shape. */
export function typeOfShape(shape: string): string | undefined {
  return fieldsOf(shape)
    .find(({ name }) => name === 'type')
    ?.types.find(({ kind }) => kind === 'literal')?.name;
}

/** The shape of what is under `data`, and whether there are many. */
export function dataOfShape(document: string): { shape: string; isMany: boolean } | undefined {
  const type = fieldsOf(document)
    .find(({ name }) => name === 'data')
    ?.types.find(({ kind }) => kind === 'shape');
  return type && { shape: type.name!, isMany: type.isArray };
}

let known: ReadonlyMap<string, ResourceType> | undefined;

function resourceTypes(): ReadonlyMap<string, ResourceType> {
  return (known ??= new Map(
    allOperations().flatMap(({ verb, path, sdk }) => {
      const [, collection] = /^(\/api\/[^/]+)\/\{[^/]+\}$/.exec(path) ?? [];
      if (verb !== 'GET' || sdk === undefined || collection === undefined) return [];
      const gives = findCall(sdk.apiClass, sdk.method)?.gives;
      const shape = gives && dataOfShape(gives)?.shape;
      const type = shape && typeOfShape(shape);
      return type ? [[type, { path: collection, shape, scopes: scopesOf(sdk.apiClass, sdk.method) }] as const] : [];
    }),
  ));
}

/** The type of the resources that are listed at a path such as `/api/profiles`. */
export function typeAtPath(path: string): string | undefined {
  for (const [type, resource] of resourceTypes()) if (resource.path === path) return type;
  return undefined;
}
