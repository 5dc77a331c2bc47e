/** Rules that the checklist names and that are not merged yet: take each out when its file is there. */
export const PENDING_RULES: readonly string[] = [
  'klaviyo/no-disabled-retry',
  'klaviyo/no-swallowed-error',
  'klaviyo/no-unescaped-filter',
  'klaviyo/no-unthrottled-burst',
  'klaviyo/prefer-shared-session',
  'klaviyo/require-webhook-verification',
  'klaviyo/sdk-layering',
  'klaviyo/valid-phone-number',
];
