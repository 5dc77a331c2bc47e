import type { Evidence } from '../../../model/checklist.ts';
import type { CodeOutline } from '../../../model/evidence-facts.ts';
import { defineCollector } from '../../define-collector.ts';
import { isPublicVariable } from '../../../vendors/public-prefix.ts';

/** The names of the public key; a list has an id, too, and `API_KEY` may mean the private one. */
const VARIABLE = /COMPANY|SITE_?ID|ACCOUNT_?ID|PUBLIC_(?:API_)?(?:KEY|TOKEN)/;
const PREFIX = /^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC)_/;
/** A company id, literal or filled in by a template. */
const COMPANY_ID = /company_id=(?:[A-Za-z0-9]{6,7}\b|\$?\{|<%|\[\[)/;
const ACCOUNT = /_learnq\.push\(\s*\[\s*['"]account['"]/;

export default defineCollector({
  id: 'public-key',
  description: 'the public key in code and pages of the browser',
  *collect({ code, texts }) {
    for (const file of code) yield* inCode(file);
    for (const { path, lines } of texts)
      for (const { text, line } of lines)
        if (COMPANY_ID.test(text) || ACCOUNT.test(text))
          yield { message: 'The page names the account by its public key.', path, line };
  },
});

function* inCode({ path, environment, strings, calls }: CodeOutline): Iterable<Evidence> {
  for (const { name, line } of environment)
    if (isPublicVariable(name) && /KLAVIYO/.test(name) && VARIABLE.test(name.replace(PREFIX, '')))
      yield { message: `The variable '${name}' holds the public key.`, path, line };
  for (const { name, line } of strings)
    if (COMPANY_ID.test(name) || name.endsWith('company_id='))
      yield { message: 'The address names the account by its public key.', path, line };
  for (const { callee, texts, line } of calls)
    if (callee.endsWith('_learnq.push') && texts[0] === 'account')
      yield { message: 'The account is named by its public key.', path, line };
}
