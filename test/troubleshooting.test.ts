import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { REPOSITORY } from './support/repository.ts';

const PAGE = readFileSync(path.join(REPOSITORY, 'docs/troubleshooting.md'), 'utf8').replaceAll(/\s+/g, ' ');
const ERRORS = /^(?:UsageError|InvalidArgumentError)$/;

function sourcesIn(folder: string): string[] {
  const names = readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.ts')).map(name => path.join(REPOSITORY, folder, name));
}

/** The first sentence of each error that ends a run, with `…` for what is put in. */
function messagesIn(file: string): string[] {
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && ERRORS.test(node.expression.getText()))
      messages.push(...textsOf(node.arguments?.[0]));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return messages;
}

function textsOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isStringLiteralLike(node)) return [firstSentence(node.text)];
  if (!ts.isTemplateExpression(node)) return [];
  return [firstSentence([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'))];
}

function firstSentence(text: string): string {
  return text.split(/(?<=\.) /)[0]!.replace(/\.$/, '');
}

const messages = [...new Set(['src', 'action'].flatMap(sourcesIn).flatMap(messagesIn))];

test('the messages are found', () => {
  expect(messages.length).toBeGreaterThan(50);
});

/** The longest piece of a message that is always the same. */
function fixedPart(message: string): string {
  return message
    .split('…')
    .sort((one, other) => other.length - one.length)[0]!
    .trim();
}

test.each(messages.filter(message => fixedPart(message).length > 10))('the page explains "%s"', message => {
  expect(PAGE).toContain(fixedPart(message).replace(/^' ?/, ''));
});
