import { defineCollector } from '../define-collector.ts';
import type { CodeOutline, OutlinedCall } from '../../model/evidence-facts.ts';
import type { VendorSigns } from '../vendor-signs.ts';

const NAME =
  /idempoten|dedupe|deduplicat|already_?(?:processed|handled|seen)|processed_?(?:webhook|event|deliver)|handled_?(?:webhook|event|deliver)|seen_?(?:webhook|event|deliver)/i;
const STORE = /(?:^|\.)(?:setnx|set_?nx|sadd|onConflictDoNothing|onConflict)$/i;
/** These happen once only for what is unique, which the id of a delivery is. */
const BY_KEY = /(?:^|\.)(?:findOrCreate|upsert)$/i;
const DELIVERY_ID = /(?:event|delivery|webhook)\w{0,20}id$/i;
const SQL = /\bON\s+CONFLICT\b|\bINSERT\s+IGNORE\b|\bON\s+DUPLICATE\s+KEY\b/i;

export default defineCollector({
  id: 'idempotency-store',
  description: 'a store of the deliveries that were handled',
  *collect({ code }, _, vendor) {
    for (const file of receivers(code, vendor)) {
      const { path, calls, strings, declared } = file;
      for (const { name, line } of declared)
        if (NAME.test(name)) yield { message: `'${name}' looks like it remembers what was handled.`, path, line };
      for (const call of calls)
        if (isStore(call))
          yield { message: `'${call.callee}' keeps what was handled only once.`, path, line: call.line };
      for (const { name, line } of strings)
        if (SQL.test(name)) yield { message: 'This statement inserts a row only once.', path, line };
    }
  },
});

/** A Redis `SET` with `NX` writes only once. */
function isStore({ callee, texts, mentions }: OutlinedCall): boolean {
  if (BY_KEY.test(callee)) return mentions.some(name => DELIVERY_ID.test(name));
  if (/(?:^|\.)createMany$/.test(callee)) return mentions.includes('skipDuplicates');
  return STORE.test(callee) || NAME.test(callee) || (/(?:^|\.)set$/i.test(callee) && texts.some(text => text === 'NX'));
}

/** The code that receives webhooks, and what it imports. */
function receivers(code: readonly CodeOutline[], { receivesWebhooks }: VendorSigns): CodeOutline[] {
  const own = code.filter(receivesWebhooks);
  const imported = new Set(own.flatMap(({ imports }) => imports.flatMap(({ target }) => target ?? [])));
  return code.filter(file => own.includes(file) || imported.has(file.path));
}
