import { outcomeOf } from '../../decision.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'customerio-app-key',
  description: 'App keys that Customer.io does not accept',
  order: 3,
  notAsked: ({ targets }) => (targets.appKey === undefined ? "no 'CUSTOMERIO_APP_API_KEY' was given" : undefined),
  async run({ app }) {
    return app === undefined ? UNANSWERED : outcomeOf(app.branch, app.seen);
  },
});
