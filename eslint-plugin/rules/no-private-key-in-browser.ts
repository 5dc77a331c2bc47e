import { PUBLIC_VARIABLE_MESSAGE, PUBLISHED_KEY_MESSAGE } from '../../src/messages/public-variable.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import { noSecretInBrowser } from '../vendor/rules/no-secret-in-browser.ts';

export default createRule(
  noSecretInBrowser(klaviyo, {
    name: 'no-private-key-in-browser',
    docs: {
      description:
        "Disallow Klaviyo's private key, and the SDK that needs it, in code and variables that reach the browser",
      preset: 'recommended',
      severity: 'error',
      since: '0.2.0',
    },
    messages: {
      sdkInBrowser:
        "This import brings 'klaviyo-api' into the browser{{way}}, where its private key would be everybody's. Call it on the server, and the '/client' API with the public key from the browser.",
      privateVariable:
        "'{{name}}' is a private key in code that reaches the browser{{way}}. Read it on the server only.",
      publicVariable: PUBLIC_VARIABLE_MESSAGE,
      publishedKey: PUBLISHED_KEY_MESSAGE,
      givenKey:
        "'{{name}}' is a private key, and {{means}} brings it into the browser. Use it on the server only, and pass on what comes of it instead.",
      givenObject:
        "This object of 'klaviyo-api' has '{{name}}', a private key, in its JSON, and {{means}} brings it into the browser. Pass on what its methods return instead.",
      givenError:
        "This error of 'klaviyo-api' has the headers of its request with the private key, and {{means}} brings it into the browser. Pass on its 'message' only.",
    },
  }),
);
