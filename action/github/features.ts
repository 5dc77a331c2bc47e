/** What is sent to GitHub where an input asks for it. */
export interface Features {
  checkRun: boolean;
  reviewComments: boolean;
  pullRequestComment: boolean;
}

export type Feature = keyof Features;

/** The input of each, and the permission that it takes. */
export const FEATURES: Record<Feature, { input: string; permission: string }> = {
  checkRun: { input: 'check-run', permission: 'checks' },
  reviewComments: { input: 'review-comments', permission: 'pull-requests' },
  pullRequestComment: { input: 'pull-request-comment', permission: 'pull-requests' },
};

/** Those that were asked for, in the order in which they are sent. */
export function wantedFeatures(features: Features): Feature[] {
  return (Object.keys(FEATURES) as Feature[]).filter(feature => features[feature]);
}

/** The inputs in words. */
export function named(features: readonly Feature[]): string {
  const inputs = features.map(feature => `'${FEATURES[feature].input}'`);
  return inputs.length < 2 ? inputs.join('') : `${inputs.slice(0, -1).join(', ')} and ${inputs.at(-1)}`;
}
