import { defineCollector } from '../define-collector.ts';
import type { DataFile } from '../../model/evidence-facts.ts';
import { entriesIn, isWorkflow, lastKey } from '../signs.ts';

const STATUS_PAGE = /status\.klaviyo\.com/i;

export default defineCollector({
  id: 'status-watch',
  description: "a scheduled preflight, or another watch of Klaviyo's status page",
  *collect({ code, data, texts }) {
    for (const file of data.filter(({ path }) => isWorkflow(path))) yield* scheduledPreflight(file);
    for (const { path, strings } of code)
      for (const { name, line } of strings)
        if (STATUS_PAGE.test(name)) yield { message: "This code reads Klaviyo's status page.", path, line };
    for (const { path, value, line } of entriesIn(data))
      if (STATUS_PAGE.test(value)) yield { message: "Klaviyo's status page is watched here.", path, line };
    for (const { path, lines } of texts.filter(({ path: name }) => /\.sh$|file$/i.test(name)))
      for (const { text, line } of lines)
        if (STATUS_PAGE.test(text)) yield { message: "This script reads Klaviyo's status page.", path, line };
  },
});

/** The preflight asks the status page first. */
function* scheduledPreflight({ path, entries }: DataFile): Iterable<{ message: string; path: string; line: number }> {
  const schedule = entries.find(entry => entry.keys.includes('schedule') && lastKey(entry) === 'cron');
  if (schedule === undefined) return;
  for (const entry of entries) {
    const isCommand = lastKey(entry) === 'run' && /\bklaviyo-lint\b[^\n]{0,40}\bpreflight\b/.test(entry.value);
    const isAction = lastKey(entry) === 'uses' && /^klaviyo-lint\/klaviyo-lint@/.test(entry.value);
    if (isCommand || (isAction && hasKey(entries, entry.keys)))
      yield { message: `The preflight runs on the schedule '${schedule.value}'.`, path, line: entry.line };
  }
}

/** Without a key the Action asks the API nothing. */
function hasKey(entries: DataFile['entries'], uses: readonly string[]): boolean {
  const step = [...uses.slice(0, -1), 'with'].join('\0');
  const given = entries.filter(({ keys }) => keys.join('\0').startsWith(`${step}\0`));
  return (
    given.some(entry => lastKey(entry) === 'klaviyo-private-key') &&
    !given.some(entry => lastKey(entry) === 'preflight' && entry.value === 'never')
  );
}
