import { textAt } from '../../json.ts';
import { eventsNamed, uniquesOf } from './counted-event.ts';
import type { CountedEvent } from './counted-event.ts';
import { oneOf, reportEffect } from './report.ts';
import type { Range } from './time-steps.ts';

/** The metric of each statistic. The vendor does not publish these names. */
const METRICS: Readonly<Record<string, string>> = {
  viewed_form: 'Viewed Form',
  viewed_form_step: 'Viewed Form Step',
  submits: 'Submitted Form',
  submitted_form_step: 'Submitted Form Step',
  closed_form: 'Closed Form',
  qualified_form: 'Qualified Form',
};

/** What people did with forms: events whose property `form_id` names the form. */
export const queryForms = reportEffect({
  usual: ['form_id'],
  needed: ['form_id'],
  filters: new Map(oneOf('form_id', 'form_version_id')),
  links: [],
  subjects: ({ account }, { start, end }) => {
    const events = new Map(Object.entries(METRICS).map(([statistic, name]) => [statistic, eventsNamed(account, name)]));
    const forms = [...events.values()].flat().filter(({ time }) => time >= start && time < end);
    return [...new Set(forms.map(formOf))]
      .filter(form => account.has('form', form))
      .map(form => ({
        groupings: {
          form_id: form,
          form_version_id: account.linked({ type: 'form', id: form }, 'form-version')[0] ?? '',
        },
        measure: (statistic, range) => formStatistic(statistic, name => within(events.get(name) ?? [], form, range)),
      }));
  },
});

function formStatistic(statistic: string, eventsIn: (name: string) => CountedEvent[]): number {
  if (statistic === 'submit_rate') {
    const viewed = eventsIn('viewed_form').length;
    return viewed === 0 ? 0 : eventsIn('submits').length / viewed;
  }
  const [, name = statistic] = /^(.+)_uniques$/.exec(statistic) ?? [];
  return name === statistic ? eventsIn(name).length : uniquesOf(eventsIn(name));
}

function within(events: readonly CountedEvent[], form: string, { start, end }: Range): CountedEvent[] {
  return events.filter(event => formOf(event) === form && event.time >= start && event.time < end);
}

function formOf({ properties }: CountedEvent): string {
  return textAt(properties, 'form_id') ?? textAt(properties, '$form_id') ?? '';
}
