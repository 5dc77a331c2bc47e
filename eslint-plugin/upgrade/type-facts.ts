/** What the types of one release say of the methods that some code uses; plain data, so that it can be an option of a rule. */
export interface TypeFacts {
  version: string;
  /** By API class and newest name of the method: `ProfilesApi.createProfile`. */
  calls: Readonly<Record<string, CallFacts>>;
  /** By name: the properties of a type. */
  types: Readonly<Record<string, Readonly<Record<string, PropertyFacts>>>>;
}

export interface CallFacts {
  /** How many arguments there have to be, and may be. */
  least: number;
  most: number;
  /** The argument that is sent as JSON, and its type. */
  body?: { index: number; type: string };
  /** The argument with options, and the names of these. */
  options?: { index: number; names: readonly string[] };
  /** The type of the `body` that is answered. */
  gives?: string;
}

export interface PropertyFacts {
  isOptional: boolean;
  isList: boolean;
  /** The type of what is in it, where there is one only. */
  type?: string;
  /** The only texts that it may be. */
  values?: readonly string[];
}

/** A property of a type; undefined for one that it does not have. */
export function propertyOf(facts: TypeFacts, type: string, name: string): PropertyFacts | undefined {
  const properties = propertiesOf(facts, type);
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** All of them; undefined for a type that is not known. */
export function propertiesOf({ types }: TypeFacts, type: string): Readonly<Record<string, PropertyFacts>> | undefined {
  return Object.hasOwn(types, type) ? types[type] : undefined;
}
