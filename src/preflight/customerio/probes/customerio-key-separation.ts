import { keyFingerprint } from '../../../vendors/key-fingerprint.ts';
import { defineProbe } from '../define-probe.ts';
import type { CustomerioOptions } from '../options.ts';

export default defineProbe({
  id: 'customerio-key-separation',
  description: 'production keys that another environment also uses',
  order: 6,
  isEarly: true,
  notAsked: ({ targets: { otherKeys = [], otherFingerprints = [] } }) =>
    otherKeys.length + otherFingerprints.length === 0 ? 'no keys of another environment were given' : undefined,
  async run({ targets }) {
    const { otherKeys = [], otherFingerprints = [] } = targets;
    const others = new Set([...otherKeys.map(key => keyFingerprint(key.trim())), ...otherFingerprints]);
    const own = Object.entries(fingerprintsOf(targets));
    const shared = own.filter(([, fingerprint]) => others.has(fingerprint));
    const named = own.map(([name, fingerprint]) => `${name} ${fingerprint}`).join(', ');
    if (shared.length === 0)
      return { status: 'passed', message: `No other environment uses these keys, by their fingerprints: ${named}.` };
    return {
      status: 'failed',
      priority: 'P1',
      faultDomain: 'key',
      message: `Another environment uses the same ${shared.map(([name]) => name).join(' and ')}, so that its tests reach people.`,
      nextAction: 'Give each environment a workspace and keys of its own, and rotate those that were shared.',
    };
  },
});

/** The site id is no secret, and is compared because it stands for the workspace. */
function fingerprintsOf({ track, appKey }: CustomerioOptions): Record<string, string> {
  return {
    ...(track && {
      'site id': keyFingerprint(track.siteId.trim()),
      'Track key': keyFingerprint(track.trackKey.trim()),
    }),
    ...(appKey !== undefined && { 'App key': keyFingerprint(appKey.trim()) }),
  };
}
