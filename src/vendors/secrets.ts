import { maskServiceTokens } from './customerio/keys.ts';
import { maskKeys } from './klaviyo/keys.ts';
import { knownSecrets, usedSecrets } from './known-secrets.ts';
import { hiderOf } from './secret-forms.ts';

/**
 * Masks the secrets of all vendors in a text; applied to whatever is printed. Klaviyo's keys and Customer.io's tokens of service accounts are
 * known by their shape, Customer.io's other keys once the run came across them.
 */
export function maskSecrets(text: string): string {
  return hideKnown(maskServiceTokens(maskKeys(text)));
}

let hider = { count: 0, hide: (text: string): string => text };

function hideKnown(text: string): string {
  const [known, used] = [knownSecrets(), usedSecrets()];
  const count = known.size + used.size;
  if (count !== hider.count) {
    const [hide, hideUsed] = [hiderOf([...known]), hiderOf([...used], 1)];
    hider = { count, hide: whole => hideUsed(hide(whole)) };
  }
  return hider.hide(text);
}
