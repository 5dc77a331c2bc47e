import type { Evidence } from '../../../model/checklist.ts';
import type { EvidenceFacts, TemplateFile } from '../../../model/evidence-facts.ts';
import { defineCollector } from '../../define-collector.ts';
import { nearCode } from '../../signs.ts';

export const unsubscribeLink = defineCollector({
  id: 'unsubscribe-link',
  description: 'an unsubscribe link in every template of an e-mail that is not transactional',
  collect: facts =>
    inEveryWhole(facts, ({ unsubscribe }) => unsubscribe, {
      has: 'This template has an unsubscribe link.',
      lacks: 'This template has no unsubscribe link, such as {% unsubscribe_url %}.',
    }),
});

export const postalAddress = defineCollector({
  id: 'postal-address',
  description: 'a postal address in every template of an e-mail that is not transactional',
  collect: facts =>
    inEveryWhole(facts, ({ address }) => address, {
      has: 'This template has a postal address.',
      lacks: 'This template has no postal address of the sender.',
    }),
});

/** A sign in one template proves nothing while another lacks it. Parts are read within a layout, and have it from there. */
function inEveryWhole(
  { templates = [] }: EvidenceFacts,
  lineOf: (template: TemplateFile) => number | undefined,
  { has, lacks }: { has: string; lacks: string },
): Evidence[] {
  const wanted = templates.filter(({ isWhole, isTransactional }) => isWhole && !isTransactional);
  const without = wanted.filter(template => lineOf(template) === undefined);
  return without.length > 0
    ? without.map(({ path }): Evidence => ({ path, line: 1, message: lacks, isWeak: true }))
    : wanted.map(template => ({ path: template.path, line: lineOf(template) ?? 1, message: has }));
}

export const liquidSyntax = defineCollector({
  id: 'liquid-syntax',
  description: 'templates of which the Liquid parses',
  *collect({ templates = [] }) {
    const wrong = templates.filter(({ fault }) => fault !== undefined);
    for (const { path, fault = 1 } of wrong)
      yield { path, line: fault, message: 'The Liquid of this template does not parse here.', isWeak: true };
    if (wrong.length === 0)
      for (const { path } of templates) yield { path, line: 1, message: 'The Liquid of this template parses.' };
  },
});

export const templateFields = defineCollector({
  id: 'template-fields',
  description: 'code that names each field that a template takes from it',
  *collect(facts) {
    const { templates = [] } = facts;
    const named = new Set(nearCode(facts).flatMap(({ properties }) => properties.map(({ name }) => name)));
    const fields = templates.flatMap(({ path, fields: own }) => own.map(field => ({ ...field, path })));
    const missing = fields.filter(({ name }) => !named.has(name));
    for (const { path, line, name } of missing)
      yield { path, line, message: `This template takes '${name}', and no code here names it.`, isWeak: true };
    if (missing.length === 0)
      for (const { path, line, name } of fields)
        yield { path, line, message: `The code names '${name}', which this template takes.` };
  },
});
