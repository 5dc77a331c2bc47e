import type { TSESTree } from '@typescript-eslint/utils';
import { attributeMeantBy, type PayloadType, payloadType } from '../../../src/vendors/klaviyo/payloads.ts';
import { isFunction, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { Surroundings } from './call-arguments.ts';
import type { Edit } from './edits.ts';
import { constantOf, type Constant, usesOf, withoutTypes } from './names.ts';
import { refuse } from './refusal.ts';

/** What a payload needs to be one of the SDK. */
export interface PayloadEdits {
  edits: Edit[];
  /** Types of the SDK that variables are declared with. */
  types: string[];
}

/** Attributes whose types are words. Source: klaviyo-api 23.0.0; 2026-07-15. */
const WORDS = new Set(
  'type consent channels interval measurements by statistics groupBy optInProcess integrationType inventoryPolicy platform vendor enablementStatus background'.split(
    ' ',
  ),
);

type Inner = { type: string; isList: boolean } | undefined;

/** What a payload may have in which no name changes. */
const PLAIN = new Set(['data', 'type', 'id', 'attributes', 'name']);

/** Properties that hold whatever their user puts there. */
const FREE = new Set(['properties', 'customMetadata', 'meta']);

/** Translates the names in a payload to those of the SDK. @throws Refusal where not all of it is known */
export function payloadEdits(node: TSESTree.Node, type: string | undefined, surroundings: Surroundings): PayloadEdits {
  const found: PayloadEdits = { edits: [], types: [] };
  const translation = new PayloadTranslation(surroundings, found);
  if (type === undefined) translation.same(node);
  else translation.object(node, type);
  return found;
}

class PayloadTranslation {
  private readonly surroundings: Surroundings;
  private readonly found: PayloadEdits;
  private readonly done = new Set<TSESTree.Node>();

  constructor(surroundings: Surroundings, found: PayloadEdits) {
    this.surroundings = surroundings;
    this.found = found;
  }

  /** What has no names that change: a name, or the type and the id of resources. */
  same(node: TSESTree.Node): void {
    const at = withoutTypes(node);
    if (at.type === 'ArrayExpression')
      for (const element of at.elements) this.same(element ?? refuse('a list in the body has a gap'));
    else if (at.type === 'ObjectExpression') for (const property of at.properties) this.sameProperty(property);
    else if (constantOf(at)) this.inlined(at);
    else if (mappedTo(at)) this.same(mappedTo(at)!);
    else refuse('the body is not written here');
  }

  private sameProperty(property: TSESTree.ObjectExpression['properties'][number]): void {
    const name = property.type === 'Property' ? staticName(property) : refuse('the body is spread');
    if (name === undefined || !PLAIN.has(name)) refuse(`the SDK is not known to know the attribute '${name ?? '?'}'`);
    const { value } = property as TSESTree.Property;
    if (name === 'data' || name === 'attributes') this.same(value);
  }

  /** Only where it stands does the type checker see what a literal is for. */
  private inlined(node: TSESTree.Node): void {
    const constant = constantOf(node);
    if (!constant || !this.surroundings.isTypeScript) {
      if (constant) this.same(constant.declarator.init);
      return;
    }
    if (usesOf(constant.variable).length > 1 || (node.parent?.type === 'Property' && node.parent.shorthand))
      refuse('a part of the body is used in more ways');
    const { init } = constant.declarator;
    this.same(init);
    this.edit(node, this.surroundings.source.slice(...init.range));
  }

  object(node: TSESTree.Node, typeName: string): void {
    const at = withoutTypes(node);
    if (this.done.has(at)) return;
    this.done.add(at);
    switch (at.type) {
      case 'ObjectExpression':
        this.literal(at, payloadType(typeName));
        return;
      case 'ConditionalExpression':
        this.object(at.consequent, typeName);
        this.object(at.alternate, typeName);
        return;
      case 'LogicalExpression':
        if (at.operator !== '&&') this.object(at.left, typeName);
        this.object(at.right, typeName);
        return;
      case 'Literal':
        return;
      case 'Identifier':
        if (at.name !== 'undefined') this.constant(at, typeName);
        return;
      default:
        refuse('a part of the body is not written here');
    }
  }

  private list(node: TSESTree.Node, typeName: string): void {
    const at = withoutTypes(node);
    if (at.type === 'ArrayExpression') {
      for (const element of at.elements) {
        if (!element || element.type === 'SpreadElement') refuse('a list in the body is spread');
        this.object(element, typeName);
      }
      return;
    }
    const returned = mappedTo(at);
    if (returned) {
      this.object(returned, typeName);
      return;
    }
    const constant = constantOf(at);
    if (!constant) refuse('a list in the body is not written here');
    if (usesOf(constant.variable).length > 1 || this.surroundings.isTypeScript)
      refuse('a list in the body is used in more ways');
    this.list(constant.declarator.init, typeName);
  }

  private literal(node: TSESTree.ObjectExpression, type: PayloadType): void {
    const names = new Set<string>();
    let isOpen = false;
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        isOpen = true;
        this.spread(property.argument, type);
        continue;
      }
      const attribute = this.property(property, type);
      if (names.has(attribute)) refuse('an attribute is there twice');
      names.add(attribute);
    }
    const missing = [...type.required].find(name => !names.has(name));
    if (missing !== undefined && !isOpen && this.surroundings.isTypeScript && !this.isChanged(node))
      refuse(`the SDK wants the attribute '${missing}'`);
  }

  private isChanged({ parent }: TSESTree.Node): boolean {
    return parent?.type === 'VariableDeclarator';
  }

  /** `...(name && { first_name: name })`, `...(name ? { first_name: name } : {})` */
  private spread(node: TSESTree.Node, type: PayloadType): void {
    const at = withoutTypes(node);
    if (at.type === 'ObjectExpression') {
      for (const property of at.properties) {
        if (property.type === 'SpreadElement') this.spread(property.argument, type);
        else this.property(property, type);
      }
    } else if (at.type === 'LogicalExpression' && at.operator === '&&') this.spread(at.right, type);
    else if (at.type === 'ConditionalExpression') {
      this.spread(at.consequent, type);
      this.spread(at.alternate, type);
    } else if (at.type !== 'Identifier' || at.name !== 'undefined') refuse('a part of the body is spread');
  }

  /** @returns the name of the attribute */
  private property(property: TSESTree.Property, type: PayloadType): string {
    const key = staticName(property) ?? refuse('a name in the body is computed');
    const attribute = attributeOf(key, type);
    const isDate = type.dates.has(attribute) && this.surroundings.isTypeScript;
    if (isDate && property.shorthand) this.date(property.value, `${attribute}: `);
    else {
      if (attribute !== key) this.edit(property.key, property.shorthand ? `${attribute}: ${key}` : attribute);
      this.value(property.value, attribute, type);
    }
    return attribute;
  }

  private value(node: TSESTree.Node, attribute: string, type: PayloadType): void {
    const inner: Inner = type.attributes.get(attribute);
    if (type.dates.has(attribute)) this.date(node);
    else if (inner?.isList) this.list(node, inner.type);
    else if (inner) this.object(node, inner.type);
    else if (this.surroundings.isTypeScript && WORDS.has(attribute)) checkWord(node);
    else if (!FREE.has(attribute)) checkPlain(node);
  }

  /** The SDK's types want a `Date`, of which it sends what `toISOString` gives; its code sends text as it is. */
  private date(node: TSESTree.Node, key = ''): void {
    if (!this.surroundings.isTypeScript) return;
    const at = withoutTypes(node);
    const object = isoTextOf(at);
    const source = this.surroundings.source;
    const text = source.slice(...node.range);
    if (object) this.edit(node, key + source.slice(...object.range));
    else if (isEvidentDate(at)) this.edit(node, `${key}new Date(${text})`);
    else if (at.type === 'Identifier' || at.type === 'MemberExpression')
      this.edit(node, `${key}${text} ? new Date(${text}) : undefined`);
    else if (!(at.type === 'Literal' && at.value === null)) refuse('a date of the body is not known to be one');
  }

  /** Edits a payload where a variable holds it, with all uses of that variable. */
  private constant(node: TSESTree.Identifier, typeName: string): void {
    const constant = constantOf(node) ?? refuse('a part of the body is not written here');
    const { declarator } = constant;
    const init = withoutTypes(declarator.init);
    if (init.type !== 'ObjectExpression') refuse('a part of the body is not written here');
    if (this.done.has(init)) refuse('a part of the body is used twice');
    if (declarator.parent.parent?.type === 'Program' || declarator.parent.parent?.type === 'ExportNamedDeclaration')
      refuse('a part of the body is there for all functions');
    this.object(init, typeName);
    this.declareType(constant, typeName);
    for (const use of usesOf(constant.variable)) if (use !== node) this.use(use, typeName);
  }

  private declareType({ declarator }: Constant, typeName: string): void {
    if (!this.surroundings.isTypeScript) return;
    const { id, init } = declarator;
    if (init.type !== 'ObjectExpression') refuse('the type of a part of the body is written down');
    const annotation = id.typeAnnotation;
    if (annotation?.typeAnnotation.type === 'TSAnyKeyword') return;
    if (annotation) this.edit(annotation, `: ${typeName}`);
    else this.found.edits.push({ range: [id.range[1], id.range[1]], text: `: ${typeName}` });
    this.found.types.push(typeName);
  }

  /** `payload.data.attributes.first_name = name`; what only logs it may see the other names. */
  private use(identifier: TSESTree.Node, typeName: string): void {
    let type: PayloadType | undefined = payloadType(typeName);
    let inner: Inner;
    let at: TSESTree.Node = identifier;
    let last: { attribute: string; type: PayloadType } | undefined;
    while (type && at.parent && isObjectOf(at, at.parent)) {
      const member = withoutMark(at.parent);
      if (member.type !== 'MemberExpression') {
        at = at.parent;
        continue;
      }
      const key = staticName(member) ?? refuse('an attribute of the body is computed');
      const attribute = attributeOf(key, type);
      if (attribute !== key) this.edit(member.property, member.computed ? `'${attribute}'` : attribute);
      last = { attribute, type };
      inner = type.attributes.get(attribute);
      type = inner && !inner.isList ? payloadType(inner.type) : undefined;
      at = at.parent;
    }
    const { parent } = at;
    const isWritten = parent?.type === 'AssignmentExpression' && parent.left === at && parent.operator === '=';
    if (isWritten && last) this.value(parent.right, last.attribute, last.type);
    else if ((type || inner) && !isLogged(at)) refuse('a part of the body is used in more ways');
    else if (last?.type.dates.has(last.attribute)) refuse('a date of the body is read again');
  }

  private edit(node: TSESTree.Node, text: string): void {
    this.found.edits.push({ range: node.range, text });
  }
}

/** The attribute of the SDK for a name as it travels. */
function attributeOf(key: string, type: PayloadType): string {
  if (type.attributes.has(key) && !/[A-Z]/.test(key)) return key;
  const meant = attributeMeantBy(key, type);
  const isTranslated =
    meant === key.replace(/^_/, '').replaceAll(/_([a-z\d])/g, (_, first: string) => first.toUpperCase());
  return (isTranslated ? meant : undefined) ?? refuse(`the SDK does not know the attribute '${key}'`);
}

function checkPlain(node: TSESTree.Node): void {
  visit(node, (at, parent) => {
    const isKey = at.type === 'Property' && parent?.type === 'ObjectExpression';
    if (isKey && /[_-]/.test(staticName(at) ?? '_')) refuse('a part of the body may have other names in the SDK');
  });
}

/** A word that is written where its type is wanted; of a variable, the type may be any text. */
function checkWord(node: TSESTree.Node): void {
  const at = withoutTypes(node);
  if (at.type === 'ArrayExpression') {
    for (const element of at.elements) if (element) checkWord(element);
  } else if (at.type === 'ConditionalExpression') {
    checkWord(at.consequent);
    checkWord(at.alternate);
  } else if (at.type !== 'Literal' && node.type !== 'TSAsExpression') refuse('a word of the body is not known');
}

/** What the function of `.map` returns. */
function mappedTo(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const [callback] = node.arguments;
  if (staticName(node.callee) !== 'map' || !isFunction(callback)) return undefined;
  if (callback.body.type !== 'BlockStatement') return callback.body;
  const [only] = callback.body.body;
  return only?.type === 'ReturnStatement' ? (only.argument ?? undefined) : undefined;
}

/** `date.toISOString()` */
function isoTextOf(node: TSESTree.Node): TSESTree.Node | undefined {
  return node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    !node.callee.optional &&
    staticName(node.callee) === 'toISOString'
    ? node.callee.object
    : undefined;
}

/** Text, or something else by which text of a date stands in. */
function isEvidentDate(node: TSESTree.Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string';
  if (node.type === 'LogicalExpression')
    return node.operator !== '&&' && isoTextOf(withoutTypes(node.right)) !== undefined;
  return node.type === 'TemplateLiteral';
}

function isObjectOf(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === 'MemberExpression') return parent.object === node;
  return parent.type === 'TSNonNullExpression' || parent.type === 'TSAsExpression';
}

function withoutMark(node: TSESTree.Node): TSESTree.Node {
  if (node.type === 'TSAsExpression') refuse('the type of a part of the body is written down');
  return node;
}

/** `console.log(payload)`, `console.log(JSON.stringify(payload))` */
function isLogged(node: TSESTree.Node): boolean {
  for (let at = node.parent; at?.type === 'CallExpression' || at?.type === 'ObjectExpression'; at = at.parent) {
    const callee = at.type === 'CallExpression' ? at.callee : undefined;
    if (callee?.type !== 'MemberExpression' || callee.object.type !== 'Identifier') continue;
    if (callee.object.name === 'console') return true;
    if (callee.object.name !== 'JSON') return false;
  }
  return false;
}
