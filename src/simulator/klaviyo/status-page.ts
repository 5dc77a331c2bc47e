import { STATUS_URL } from '../../vendors/klaviyo/hosts.ts';
import type { Responder } from '../exchange.ts';
import { statusPage } from '../status-answers.ts';
import type { Indicator, StatusDetails } from '../status-answers.ts';

const PAGE = { name: 'Klaviyo', url: STATUS_URL, components: ['Klaviyo API', 'Email Sending'] };

/** Klaviyo's status page. */
export function indicator(indicator: Indicator, details?: StatusDetails): Responder {
  return statusPage(PAGE, indicator, details);
}
