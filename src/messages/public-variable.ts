/** The message of `no-private-key-in-browser` for a private key in a public variable, with a placeholder as in ESLint. */
export const PUBLIC_VARIABLE_MESSAGE =
  "'{{name}}' is a private key in a variable that bundlers write into the browser's code. Rename it without the public prefix, read it on the server only, and revoke the key.";

/** The message for a variable of that name which is declared without a value, as in an example of an env file. */
export const EMPTY_PUBLIC_VARIABLE_MESSAGE =
  "'{{name}}' is named as a private key, and bundlers write the value of such a variable into the browser's code. Rename it without the public prefix, read it on the server only, and revoke a key that it ever held.";

/** The message for a private key in a setting that a build publishes. */
export const PUBLISHED_KEY_MESSAGE =
  "'{{name}}' is a private key in {{setting}}, which is written into the browser's code. Remove it there, read it on the server only, and revoke the key.";

/** The id of the rule in a report. */
export const BROWSER_KEY_RULE = 'klaviyo/no-private-key-in-browser';

/** The same message for a secret key of Customer.io. */
export const PUBLIC_SECRET_MESSAGE =
  "'{{name}}' is a secret key in a variable that bundlers write into the browser's code. Rename it without the public prefix, read it on the server only, and replace the key.";

/** The same for one without a value. */
export const EMPTY_PUBLIC_SECRET_MESSAGE =
  "'{{name}}' is named as a secret key, and bundlers write the value of such a variable into the browser's code. Rename it without the public prefix, read it on the server only, and replace a key that it ever held.";

/** The id of the rule about Customer.io in a report. */
export const BROWSER_SECRET_RULE = 'customerio/no-secret-in-browser';
