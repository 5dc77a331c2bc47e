import type { Checklist, ChecklistItem } from '../../src/model/checklist.ts';

/** An item that is proven, changed where a test cares. */
export function sampleItem(changes: Partial<ChecklistItem> = {}): ChecklistItem {
  return {
    id: 'B1',
    title: 'All API calls go through the SDK',
    state: 'proven',
    reason: "No finding of 'klaviyo/no-raw-http'.",
    proofs: [],
    todo: '',
    ...changes,
  };
}

export const OPEN_ITEM = sampleItem({
  id: 'E2',
  title: 'An alert is raised by 429',
  state: 'open',
  reason: 'This alert is too weak.',
  proofs: [{ kind: 'evidence', id: 'alert-on-429', message: 'This alert is too weak.', path: 'alerts/a.yml', line: 5 }],
  todo: 'Correct alerts/a.yml:5.',
});

export const VIOLATED_ITEM = sampleItem({
  id: 'B5',
  title: 'Events carry a unique id',
  state: 'violated',
  reason: 'It is violated in one place.',
  proofs: [
    { kind: 'finding', id: 'klaviyo/require-unique-id', message: 'It has no id.', path: 'src/orders.ts', line: 12 },
    { kind: 'probe', id: 'scopes', message: 'It has them all.' },
  ],
  todo: 'Fix src/orders.ts:12, as the finding says.',
});

/** A checklist with one item in each state that matters, unless a test says otherwise. */
export function sampleChecklist(changes: Partial<Checklist> = {}): Checklist {
  return {
    schemaVersion: 1,
    asOf: '2026-11-20',
    items: [
      sampleItem(),
      VIOLATED_ITEM,
      OPEN_ITEM,
      sampleItem({
        id: 'F2',
        state: 'attested',
        title: 'It can be rolled back',
        reason: 'Ada attests it until 2027-01-01.',
        owner: 'Ada',
      }),
      sampleItem({ id: 'D1', state: 'not applicable', title: 'It is https', reason: 'No code receives webhooks.' }),
    ],
    problems: [],
    verdict: 'violated',
    ...changes,
  };
}
