import type { OwnedStep, RolloutPlan } from '../rollout/rollout-plan.ts';
import { counted } from './counted.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownText } from './markdown-text.ts';
import { printed } from './printed.ts';

const MOST_BYTES = 90_000;
/** Where no attestation names anybody. */
const NOBODY = '**to be named**';

/** Renders the plan of a rollout for a ticket or a wiki: what has to be done before, the steps with their owners, and the way back. */
export function renderRolloutMarkdown(plan: RolloutPlan): string {
  const { asOf, vendors, blockers, phases, triggers, rollback } = plan;
  return printed([
    `# Rollout plan: ${vendors.map(({ name }) => name).join(' and ')}`,
    '',
    `As of ${asOf}. T is when the first people are let in; owners are those of the attestations.`,
    '',
    '## Before it begins',
    '',
    ...(blockers.length === 0
      ? ['Every item of the production checklist is proven, attested or not applicable.', '']
      : [
          `${counted(blockers.length, 'item')} of the production checklist ${blockers.length === 1 ? 'is' : 'are'} violated or open. Nothing goes out before they are done.`,
          '',
          ...markdownTable(
            {
              columns: ['Item', 'State', 'What holds then', 'To do'],
              rows: blockers.map(({ id, state, title, todo }) => [id, state, markdownText(title), markdownText(todo)]),
              noun: 'item',
            },
            MOST_BYTES,
          ),
        ]),
    ...phases.flatMap(({ at, steps }) => (steps.length === 0 ? [] : [`## ${at}`, '', ...stepTable(steps)])),
    '## Rollback',
    '',
    'One of these is enough, at any time:',
    '',
    ...triggers.map(({ what, item }) => `- ${markdownText(what)} (${item})`),
    '',
    'Then, at once and in this order:',
    '',
    ...stepTable(rollback),
  ]);
}

function stepTable(steps: readonly OwnedStep[]): string[] {
  const rows = steps.map(({ text, item = '', owner }) => [
    markdownText(text),
    item,
    owner === undefined ? NOBODY : markdownText(owner),
    '☐',
  ]);
  return markdownTable({ columns: ['Step', 'Item', 'Owner', 'Done'], rows, noun: 'step' }, MOST_BYTES);
}
