import { defineCollector } from '../define-collector.ts';
import type { CodeOutline, DataFile } from '../../model/evidence-facts.ts';
import type { VendorSigns } from '../vendor-signs.ts';
import { commandsIn, entriesIn, isWorkflow, lastKey, type PlacedEntry } from '../signs.ts';

/** Calls that request an address, of the platform and of common libraries. */
const REQUEST =
  /^(?:\w+\.)*(?:fetch|\$fetch|ofetch|axios|got|ky|needle|superagent|request|get|head|parseURL|parseFeed|getJSON|goto)$/i;
/** What watches addresses, as a file or a key names it. */
const MONITOR =
  /monitor|probe|up+time|(?:^|[-_./])checks?(?:[-_./]|$)|healthcheck|watch|blackbox|synthetic|scrape|feed|rss/i;
/** Keys of what a person reads or follows. */
const PROSE = /link|href|runbook|doc|desc|summary|message|title|name|note|comment|annotation/i;

export default defineCollector({
  id: 'status-watch',
  description: "a scheduled preflight, or another watch of the vendor's status page",
  *collect(facts, _, vendor) {
    const { name, statusPage, statusCommand } = vendor;
    const { code, data } = facts;
    for (const file of data.filter(({ path }) => isWorkflow(path))) yield* scheduledPreflight(file, vendor);
    for (const file of code) {
      const constants = addressNames(file, statusPage);
      for (const { callee, texts, mentions, line } of file.calls)
        if (
          REQUEST.test(callee) &&
          (texts.some(text => statusPage.test(text)) || mentions.some(mention => constants.has(mention)))
        )
          yield { message: `This code reads ${name}'s status page.`, path: file.path, line };
    }
    for (const entry of entriesIn(data))
      if (isMonitor(entry, statusPage))
        yield { message: `${name}'s status page is watched here.`, path: entry.path, line: entry.line };
    for (const { path, line, text } of commandsIn(facts))
      if (statusCommand.test(text)) yield { message: `This command reads ${name}'s status page.`, path, line };
  },
});

/** The names that a file gives to the address. */
function addressNames({ strings, declared }: CodeOutline, statusPage: RegExp): Set<string> {
  const lines = new Set(strings.filter(({ name }) => statusPage.test(name)).map(({ line }) => line));
  return new Set(declared.filter(({ line }) => lines.has(line)).map(({ name }) => name));
}

function isMonitor(entry: PlacedEntry, statusPage: RegExp): boolean {
  const { path, keys, value } = entry;
  return (
    statusPage.test(value) &&
    !/\s/.test(value.trim()) &&
    !keys.some(key => PROSE.test(key)) &&
    [path, ...keys].some(name => MONITOR.test(name))
  );
}

/** The preflight asks the status page first. */
function* scheduledPreflight(
  { path, entries }: DataFile,
  { keyInput, names }: VendorSigns,
): Iterable<{ message: string; path: string; line: number }> {
  const schedule = entries.find(entry => entry.keys.includes('schedule') && lastKey(entry) === 'cron');
  const isAboutVendor = entries.some(({ keys, value }) => names.test(value) || keys.some(key => names.test(key)));
  if (schedule === undefined || !isAboutVendor) return;
  for (const entry of entries) {
    const isCommand = lastKey(entry) === 'run' && /\bklaviyo-lint\b[^\n]{0,40}\bpreflight\b/.test(entry.value);
    const isAction = lastKey(entry) === 'uses' && /^klaviyo-lint\/klaviyo-lint@/.test(entry.value);
    if (isCommand || (isAction && hasKey(entries, entry.keys, keyInput)))
      yield { message: `The preflight runs on the schedule '${schedule.value}'.`, path, line: entry.line };
  }
}

/** Without a key the Action asks the API nothing. */
function hasKey(entries: DataFile['entries'], uses: readonly string[], keyInput: string): boolean {
  const step = [...uses.slice(0, -1), 'with'].join('\0');
  const given = entries.filter(({ keys }) => keys.join('\0').startsWith(`${step}\0`));
  return (
    given.some(entry => lastKey(entry) === keyInput) &&
    !given.some(entry => lastKey(entry) === 'preflight' && entry.value === 'never')
  );
}
