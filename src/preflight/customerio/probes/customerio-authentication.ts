import { outcomeOf } from '../../decision.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'customerio-authentication',
  description: 'site ids and Track keys that Customer.io does not accept',
  order: 2,
  notAsked: ({ targets }) => (targets.track === undefined ? "no 'CUSTOMERIO_TRACK_API_KEY' was given" : undefined),
  async run({ track }) {
    return track === undefined ? UNANSWERED : outcomeOf(track.branch, track.seen);
  },
});
