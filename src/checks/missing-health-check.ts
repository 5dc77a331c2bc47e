import { healthRoutes, servesHttp } from '../checklist/http-routes.ts';
import { KLAVIYO_SIGNS } from '../checklist/klaviyo/signs.ts';
import { defineCheck } from '../model/define-check.ts';
import type { CodeOutline } from '../model/evidence-facts.ts';

export default defineCheck({
  id: 'missing-health-check',
  description: 'Apps that serve HTTP and call Klaviyo without a health endpoint that queries it',
  severity: 'warning',
  isOfChecklist: true,
  *run({ evidence }) {
    const code = evidence?.code ?? [];
    const apps = code.filter(file => file.reachesVendor && servesHttp(file));
    const app = apps.find(listens) ?? apps[0];
    const routes = healthRoutes(code, KLAVIYO_SIGNS);
    if (app === undefined || routes.some(({ asksVendor }) => asksVendor)) return;
    const [silent] = routes;
    const { path, line } = silent ?? { path: app.path, line: 1 };
    yield {
      message: silent
        ? 'This health endpoint does not ask Klaviyo, so it stays green while the key is revoked. Let it read the account, and report the answer as { "klaviyo": { "status": "up" } }.'
        : 'This app serves HTTP and calls Klaviyo, and has no health endpoint. Add one that reads the account, and reports the answer as { "klaviyo": { "status": "up" } }.',
      at: { path, line, column: 1, endLine: line, endColumn: 1 },
    };
  },
});

/** Where an endpoint would be added. */
function listens({ calls }: CodeOutline): boolean {
  return calls.some(({ callee }) => /(?:^|\.)(?:listen|serve)$/.test(callee));
}
