import { defineCollector } from '../define-collector.ts';
import { entriesIn, lastKey, nearCode } from '../signs.ts';

const NAME = /dead[-_]?letter|(?:^|[-_/:])dlq\b|[a-z]DLQ\b|\bDLQ/i;
const SETTING =
  /^(?:redrive_?policy|dead_?letter\w*|RedrivePolicy|deadLetterTargetArn|maxReceiveCount|failParentOnFailure)$/i;

export default defineCollector({
  id: 'dead-letter-queue',
  description: 'a queue for what failed for good',
  *collect(facts) {
    for (const { path, strings, declared } of nearCode(facts))
      for (const { name, line } of [...declared, ...strings.filter(({ name: text }) => text.length < 80)])
        if (NAME.test(name)) yield { message: `'${name}' looks like a queue for what failed for good.`, path, line };
    for (const entry of entriesIn(facts.data))
      if (SETTING.test(lastKey(entry)))
        yield { message: `'${lastKey(entry)}' keeps what failed for good.`, path: entry.path, line: entry.line };
  },
});
