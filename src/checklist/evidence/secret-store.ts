import { defineCollector } from '../define-collector.ts';
import { commandsIn, entriesIn, lastKey, type PlacedEntry } from '../signs.ts';

const PACKAGES =
  /^(?:@aws-sdk\/client-(?:secrets-manager|ssm)|@google-cloud\/secret-manager|@azure\/keyvault-secrets|node-vault|@dopplerhq\/node-sdk|@infisical\/sdk|@1password\/sdk|@bitwarden\/sdk-napi)(?:\/|$)/;
const ACTIONS =
  /^(?:hashicorp\/vault-action|aws-actions\/aws-secretsmanager-get-secrets|google-github-actions\/get-secretmanager-secrets|azure\/get-keyvault-secrets|dopplerhq\/\S+|infisical\/secrets-action|1password\/load-secrets-action)@/i;
const COMMAND =
  /\b(?:doppler\s+run|infisical\s+run|op\s+run|vault\s+kv\s+get|sops\s+(?:-d|--decrypt|exec-env|decrypt)|chamber\s+exec|aws\s+secretsmanager\s+get-secret-value|gcloud\s+secrets\s+versions\s+access)\b/;
const KINDS =
  /^(?:ExternalSecret|ClusterExternalSecret|SecretStore|ClusterSecretStore|SealedSecret|SecretProviderClass|VaultStaticSecret)$/;
const TERRAFORM =
  /^(?:aws_secretsmanager_secret(?:_version)?|google_secret_manager_secret(?:_version)?|azurerm_key_vault_secret|vault_(?:kv|generic)_secret\w*)$/;

export default defineCollector({
  id: 'secret-store',
  description: 'a secret store',
  *collect(facts, _, { githubSecret }) {
    for (const { path, imports } of facts.code)
      for (const { specifier, line, isTypeOnly } of imports)
        if (!isTypeOnly && PACKAGES.test(specifier))
          yield { message: `'${specifier}' reads secrets from a store.`, path, line };
    for (const { path, line, text } of commandsIn(facts)) {
      const [command] = COMMAND.exec(text) ?? [];
      if (command !== undefined) yield { message: `'${command}' reads secrets from a store.`, path, line };
    }
    for (const entry of entriesIn(facts.data)) {
      const message = [...SIGNS, secretOfGitHub(githubSecret)]
        .map(sign => sign(entry))
        .find(sentence => sentence !== undefined);
      if (message !== undefined) yield { message, path: entry.path, line: entry.line };
    }
  },
});

/** What a value of a file of data says, as a sentence. */
const SIGNS: readonly ((entry: PlacedEntry) => string | undefined)[] = [
  entry =>
    entry.keys.length === 1 && lastKey(entry) === 'kind' && KINDS.test(entry.value)
      ? `A resource of the kind '${entry.value}' reads secrets from a store.`
      : undefined,
  entry =>
    lastKey(entry) === 'uses' && ACTIONS.test(entry.value)
      ? `'${entry.value.split('@')[0]}' reads secrets from a store.`
      : undefined,
  ({ path, keys }) =>
    /(?:^|\/)\.sops\.ya?ml$/.test(path) && keys[0] === 'creation_rules' && keys[1] === '0' && keys.length === 3
      ? 'SOPS encrypts secrets by these rules.'
      : undefined,
  ({ keys }) =>
    keys.length === 2 && keys[0] === 'sops' && keys[1] === 'version' ? 'This file is encrypted with SOPS.' : undefined,
  entry =>
    /(?:^|\/)doppler\.ya?ml$/.test(entry.path) && lastKey(entry) === 'project'
      ? 'Doppler holds the secrets of this project.'
      : undefined,
  ({ keys: [kind, type = '', , name = ''], value }) =>
    kind === 'resource' && TERRAFORM.test(type) && /^(?:name|secret_id)$/.test(name)
      ? `Terraform keeps the secret '${value}' in a store.`
      : undefined,
  entry => (lastKey(entry) === 'vault.hashicorp.com/agent-inject' ? 'The agent of Vault injects secrets.' : undefined),
];

function secretOfGitHub(pattern: RegExp): (entry: PlacedEntry) => string | undefined {
  return ({ value }) => {
    const [, secret] = pattern.exec(value) ?? [];
    return secret === undefined ? undefined : `The secret '${secret}' is one of GitHub's.`;
  };
}
