import { webhookSecrets, webhookSigns } from '../checklist/klaviyo/webhook-code.ts';
import { defineCheck } from '../model/define-check.ts';
import type { CodeOutline } from '../model/evidence-facts.ts';

export default defineCheck({
  id: 'missing-webhook-secret',
  description: 'Code that receives Klaviyo webhooks without reading a secret',
  severity: 'error',
  isOfChecklist: true,
  *run({ evidence }) {
    const code = evidence?.code ?? [];
    const [receiver] = code.filter(file => webhookSigns(file).length > 0);
    if (receiver === undefined || code.some(readsSecret)) return;
    const { path } = receiver;
    const { line } = webhookSigns(receiver)[0]!;
    yield {
      message:
        "Webhooks of Klaviyo are received here, and no code reads a secret to verify them with. Read it from the environment, such as 'KLAVIYO_WEBHOOK_SECRET', and refuse what is not signed with it.",
      at: { path, line, column: 1, endLine: line, endColumn: 1 },
    };
  },
});

/** Code that computes an HMAC has a secret from somewhere. */
function readsSecret(file: CodeOutline): boolean {
  const { isNear, calls, functions } = file;
  return (
    isNear &&
    (webhookSecrets(file).length > 0 ||
      calls.some(({ callee }) => /(?:^|\.)(?:createHmac|timingSafeEqual|importKey)$/.test(callee)) ||
      functions.some(({ mentions }) => mentions.some(name => /secret/i.test(name))))
  );
}
