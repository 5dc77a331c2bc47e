import { noSecretInBrowser } from '../../eslint-plugin/vendor/rules/no-secret-in-browser.ts';
import { PUBLIC_SECRET_MESSAGE } from '../../src/messages/public-variable.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import { createRule } from '../create-rule.ts';

export default createRule(
  noSecretInBrowser(customerio, {
    name: 'no-secret-in-browser',
    docs: {
      description:
        "Disallow Customer.io's Track and App keys, and the clients that need them, in code that reaches the browser",
      preset: 'recommended',
      severity: 'error',
      since: '0.3.0',
    },
    messages: {
      sdkInBrowser:
        "This import brings 'customerio-node' into the browser{{way}}, where the key that it needs would be everybody's. Call it on the server, and a pipeline with its write key from the browser.",
      privateVariable:
        "'{{name}}' is a secret key in code that reaches the browser{{way}}. Read it on the server only.",
      publicVariable: PUBLIC_SECRET_MESSAGE,
      publishedKey:
        "'{{name}}' is a secret key in {{setting}}, which is written into the browser's code. Remove it there, read it on the server only, and replace the key.",
      givenKey:
        "'{{name}}' is a secret key, and {{means}} brings it into the browser. Use it on the server only, and pass on what comes of it instead.",
      givenObject:
        "This object of 'customerio-node' has '{{name}}', a secret key, in its JSON, and {{means}} brings it into the browser. Pass on what its methods return instead.",
      givenError:
        "This error of 'customerio-node' has the headers of its request with the key, and {{means}} brings it into the browser. Pass on its 'message' only.",
    },
  }),
);
