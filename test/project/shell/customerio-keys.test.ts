import { describe, expect, test } from 'vitest';
import { keyFingerprint } from '../../../src/vendors/key-fingerprint.ts';
import { everywhere, type RuleSettings } from '../../../src/project/discovery/rule-settings.ts';
import { lintFiles, type LintedFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

/** Letters and digits that differ by a seed, as the vendor makes them. */
function fake(seed: number, length: number): string {
  let state = seed * 7919 + 17;
  return Array.from({ length }, (_, at) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return at % 3 === 2 ? String(state % 10) : String.fromCodePoint(97 + (state % 26));
  }).join('');
}

const SITE = fake(11, 20);
const KEY = fake(12, 20);
const APP = fake(13, 32);
const TOKEN = ['sa', 'live', fake(14, 32)].join('_');
const BASIC = Buffer.from(`${SITE}:${KEY}`).toString('base64');
const TRACK_URL = 'https://track.customer.io/api/v1/customers/1';
const APP_URL = 'https://api.customer.io/v1/campaigns';

const RULE = 'customerio/no-hardcoded-key';

async function lint(files: VirtualFiles, settings: RuleSettings = {}): Promise<LintedFiles> {
  return lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-20',
    settings: everywhere({ 'customerio/no-raw-http': { level: 'off' }, ...settings }),
  });
}

/** The texts of the files that are reported, each with its line. */
async function reported(files: VirtualFiles, settings?: RuleSettings): Promise<string[]> {
  const { findings } = await lint(files, settings);
  return findings.map(({ ruleId, path, line, column, endLine, endColumn }) => {
    expect([ruleId, endLine]).toEqual([RULE, line]);
    const text = String(files[path]).split('\n')[line - 1] ?? '';
    return `${path}:${line} ${text.slice(column - 1, endColumn - 1)}`;
  });
}

test('a finding says all that a report needs, without the key', async () => {
  const line = `  curl -u "${SITE}:${KEY}" -X DELETE ${TRACK_URL}`;
  const { findings } = await lint({ 'bin/sync.sh': `echo\n${line}\n` });
  expect(findings).toMatchObject([
    {
      ruleId: RULE,
      severity: 'error',
      message:
        'This is a secret key of Customer.io in the source, so everybody has it who can read the code or its history. Read it from the environment, and replace it.',
      path: 'bin/sync.sh',
      line: 2,
      column: line.indexOf(KEY) + 1,
      endLine: 2,
      endColumn: line.indexOf(KEY) + 1 + KEY.length,
    },
  ]);
  expect(findings[0]?.suggestions).toBeUndefined();
});

describe('a key is reported that a request sends', () => {
  test.each<[string, string, string, number?]>([
    ['as the user of curl', `curl -u ${SITE}:${KEY} ${TRACK_URL}`, KEY],
    ['behind a site id from the environment', `curl --user "$CIO_SITE:${KEY}" ${TRACK_URL}`, KEY],
    ['in an option with its value', `curl --user=${SITE}:${KEY} ${TRACK_URL}`, KEY],
    ['glued to its option', `curl -su${SITE}:${KEY} ${TRACK_URL}`, KEY],
    ['in a header', `curl -H 'Authorization: Bearer ${APP}' ${APP_URL}`, APP],
    [
      'in a header of a command over several lines',
      `curl \\\n  -H "authorization: bearer ${APP}" \\\n  ${APP_URL}`,
      APP,
      2,
    ],
    ['as a token of curl', `curl --oauth2-bearer ${APP} ${APP_URL}`, APP],
    ['in base64', `curl -H 'Authorization: Basic ${BASIC}' ${TRACK_URL}`, BASIC],
    ['in an address', `curl https://${SITE}:${KEY}@track.customer.io/api/v1/customers/1`, KEY],
    ['by wget', `wget --user=${SITE} --password=${KEY} ${TRACK_URL}`, KEY],
    ['by a header of wget', `wget --header="Authorization: Bearer ${APP}" ${APP_URL}`, APP],
    ['by HTTPie', `http -a ${SITE}:${KEY} PUT ${TRACK_URL}`, KEY],
    ['by HTTPie as a token', `https -A bearer -a ${APP} ${APP_URL}`, APP],
    ['in a variable', `TOKEN=${APP}\n\ncurl -H "Authorization: Bearer $TOKEN" ${APP_URL}`, APP],
    ['as a default', `curl -u "$ID:\${KEY:-${KEY}}" ${TRACK_URL}`, KEY],
    ['in a shell of its own', `sh -c '\n  curl -u ${SITE}:${KEY} ${TRACK_URL}\n'`, KEY, 2],
    ['in a substitution', `ANSWER=$(curl -s -u ${SITE}:${KEY} ${TRACK_URL})`, KEY],
    ['in a substitution in quotation marks', `echo "$(curl -s -u '${SITE}:${KEY}' ${TRACK_URL})"`, KEY],
    ['in backquotes', `ANSWER=\`curl -s -u ${SITE}:${KEY} ${TRACK_URL}\``, KEY],
    [
      'in a condition',
      `if [ "$(curl -o /dev/null -w '%{http_code}' -u ${SITE}:${KEY} ${TRACK_URL})" = 200 ]; then :; fi`,
      KEY,
    ],
    [
      'in a substitution over several lines',
      `local x; x=$(curl -s \\\n  -u ${SITE}:${KEY} \\\n  ${TRACK_URL})`,
      KEY,
      2,
    ],
    [
      'that the command encodes',
      `curl -H "Authorization: Basic $(echo -n "${SITE}:${KEY}" | base64)" ${TRACK_URL}`,
      KEY,
    ],
    [
      'that the command encodes in backquotes',
      `curl -H "Authorization: Basic \`echo -n '${SITE}:${KEY}' | base64 -w 0\`" ${TRACK_URL}`,
      KEY,
    ],
    [
      'that is encoded behind a site id from the environment',
      `AUTH=$(printf '%s:%s' "$CIO_SITE" ${KEY} | openssl base64 -A)\ncurl -H "Authorization: Basic $AUTH" ${TRACK_URL}`,
      KEY,
    ],
    [
      'that is encoded from a variable, without its line breaks',
      `KEY=${KEY}\nAUTH=$(echo -n "$CIO_SITE:$KEY" | base64 | tr -d '\\n')\ncurl -H "Authorization: Basic $AUTH" ${TRACK_URL}`,
      KEY,
    ],
    ['that a command prints', `curl -H "Authorization: Bearer $(echo ${APP})" ${APP_URL}`, APP],
    ['in the EU', `curl -u ${SITE}:${KEY} https://track-eu.customer.io/api/v2/batch`, KEY],
  ])('%s', async (_, text, written, line = 1) => {
    expect(await reported({ 'a.sh': `${text}\n` })).toEqual([`a.sh:${line} ${written}`]);
  });
});

describe('a key is reported where it stands', () => {
  const call = `curl -u ${SITE}:${KEY} ${TRACK_URL}`;
  const job = 'jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n';

  test.each<[string, VirtualFiles, string]>([
    ['in a Dockerfile', { Dockerfile: `FROM alpine\nRUN apk add curl && \\\n  ${call}\n` }, `Dockerfile:3 ${KEY}`],
    [
      'in the words of an instruction',
      { Dockerfile: `FROM alpine\nRUN ["curl", "-u", "${SITE}:${KEY}", "${TRACK_URL}"]\n` },
      `Dockerfile:2 ${KEY}`,
    ],
    ['in a Makefile', { Makefile: `send:\n\t${call}\n` }, `Makefile:2 ${KEY}`],
    [
      'in a block of a workflow',
      { '.github/workflows/a.yml': `on: push\n${job}      - run: |\n          set -e\n          ${call}\n` },
      `.github/workflows/a.yml:8 ${KEY}`,
    ],
    [
      'in the environment of a workflow, beside the step that sends it',
      {
        '.github/workflows/a.yml': `on: push\nenv:\n  TOKEN: '${APP}'\n${job}      - run: 'curl -H "Authorization: Bearer $TOKEN" ${APP_URL}'\n`,
      },
      `.github/workflows/a.yml:3 ${APP}`,
    ],
    ['in a substitution of a Makefile', { Makefile: `send:\n\techo $$(${call})\n` }, `Makefile:2 ${KEY}`],
    ['in a pipeline', { '.gitlab-ci.yml': `send:\n  script:\n    - ${call}\n` }, `.gitlab-ci.yml:3 ${KEY}`],
    [
      'in a manifest',
      { 'package.json': `{\n  "scripts": {\n    "send": "curl -u \\"${SITE}:${KEY}\\" ${TRACK_URL}"\n  }\n}` },
      `package.json:3 ${KEY}`,
    ],
  ])('%s', async (_, files, expected) => {
    expect(await reported(files)).toEqual([expected]);
  });
});

describe('a key is reported that nothing has to send', () => {
  test.each([
    ['a token of a service account', `# customer.io\nexport TOKEN="${TOKEN}"`, TOKEN],
    ['the variable of an App key', `# customer.io\nexport CUSTOMERIO_APP_API_KEY=${APP}`, APP],
    ['the variable of a Track key', `# customer.io\ndocker run -e CIO_TRACK_API_KEY='${KEY}' shop/sync`, KEY],
  ])('%s', async (_, text, written) => {
    expect(await reported({ 'a.sh': `${text}\n` })).toEqual([`a.sh:2 ${written}`]);
  });

  test('for a container', async () => {
    const text = `FROM node:22\n# customer.io\nENV CUSTOMERIO_APP_KEY ${APP}\nENV CUSTOMERIO_SITE_ID=${SITE}\n`;
    expect(await reported({ Dockerfile: text })).toEqual([`Dockerfile:3 ${APP}`]);
  });
});

test('a key is reported once that several requests send', async () => {
  const call = `curl -H "Authorization: Bearer $APP" ${APP_URL}`;
  expect(await reported({ 'a.sh': `APP=${APP}\n${call}\n${call}/1\n` })).toEqual([`a.sh:1 ${APP}`]);
});

test('only the key is reported that one of two possible values is', async () => {
  const text = `KEY=$1\nif [ -z "$KEY" ]; then KEY=${KEY}; fi\ncurl -u "$ID:$KEY" ${TRACK_URL}\n`;
  expect(await reported({ 'a.sh': text })).toEqual([`a.sh:2 ${KEY}`]);
});

describe('nothing is reported of', () => {
  test.each([
    ['variables', `curl -u "$SITE_ID:$API_KEY" ${TRACK_URL}`],
    ['a variable as a token', `curl -H "Authorization: Bearer \${CIO_APP_KEY}" ${APP_URL}`],
    ['what a program prints', `curl -H "Authorization: Bearer $(pass cio/app)" ${APP_URL}`],
    ['what a program prints in base64', `curl -H "Authorization: Basic $(pass cio/track | base64)" ${TRACK_URL}`],
    ['variables in base64', `curl -H "Authorization: Basic $(echo -n "$SITE:$KEY" | base64)" ${TRACK_URL}`],
    ['a site id in base64', `curl -H "Authorization: Basic $(echo -n "${SITE}:$KEY" | base64)" ${TRACK_URL}`],
    [
      'a site id without a password in base64',
      `curl -H "Authorization: Basic $(echo -n ${SITE} | base64)" ${TRACK_URL}`,
    ],
    [
      'half a key in base64',
      `curl -H "Authorization: Basic $(echo -n "$ID:${KEY.slice(0, 10)}$REST" | base64)" ${TRACK_URL}`,
    ],
    ['what is decoded', `curl -H "Authorization: Basic $(echo ${SITE}:${KEY} | base64 -d)" ${TRACK_URL}`],
    [
      'what another program makes of it',
      `curl -H "Authorization: Basic $(echo ${SITE}:${KEY} | sign | base64)" ${TRACK_URL}`,
    ],
    ['what a file is given', `curl -H "Authorization: Basic $(echo -n ${SITE}:${KEY} > key | base64)" ${TRACK_URL}`],
    [
      'a key in base64 for another server',
      `curl -H "Authorization: Basic $(echo -n ${SITE}:${KEY} | base64)" https://crm.example/api`,
    ],
    ['base64 as a token', `curl -H "Authorization: Bearer $(echo -n ${SITE}:${KEY} | base64)" ${APP_URL}`],
    [
      'the write key of a pipeline in base64',
      `curl -H "Authorization: Basic $(echo -n ${KEY}: | base64)" https://cdp.customer.io/v1/track`,
    ],
    ['a word for a key', `curl -u YOUR_SITE_ID:YOUR_API_KEY ${TRACK_URL}`],
    ['a word in brackets', `curl -H 'Authorization: Bearer <key>' ${APP_URL}`],
    ['crosses', `curl -u ${SITE}:xxxxxxxxxxxxxxxxxxxx ${TRACK_URL}`],
    ['an example', `curl -H 'Authorization: Bearer example${APP.slice(0, 20)}' ${APP_URL}`],
    ['a site id alone', `curl -u ${SITE}: ${TRACK_URL}`],
    ['a site id without a password', `curl -u ${SITE} ${TRACK_URL}`],
    ['the user of HTTPie', `http -a ${SITE} ${TRACK_URL}`],
    ['the write key of a pipeline', `curl -u ${KEY}: https://cdp.customer.io/v1/track`],
    ['a key of a pipeline as a password', `curl -u :${KEY} https://cdp.customer.io/v1/track`],
    ['another server', `# customer.io\ncurl -u ${SITE}:${KEY} https://crm.example/api`],
    ['a server that is not known', `# customer.io\ncurl -u ${SITE}:${KEY} "$BASE_URL/api/v1/customers/1"`],
    ['a password of a proxy', `curl -U ${SITE}:${KEY} --proxy-header "Authorization: Bearer ${APP}" ${TRACK_URL}`],
    ['another header', `curl -H 'X-Request-Id: ${KEY}' -u "$ID:$KEY" ${TRACK_URL}`],
    ['a body', `curl -d 'token=${KEY}' -u "$ID:$KEY" ${TRACK_URL}`],
    ['half a key', `curl -u "$ID:${KEY.slice(0, 10)}$REST" ${TRACK_URL}`],
    ['the variable of a site id', `# customer.io\nexport CUSTOMERIO_SITE_ID=${SITE}`],
    ['a variable that may hold a write key', `# customer.io\nexport CUSTOMERIO_API_KEY=${KEY}`],
    ['the checksum of a key', `# customer.io\nexport CUSTOMERIO_APP_KEY_SHA=${KEY}`],
    ['a word behind the name of a variable', `# customer.io\ndocker exec -e CUSTOMERIO_APP_KEY ${KEY} sync`],
    ['the file of a key', `# customer.io\nexport CUSTOMERIO_APP_KEY=/run/${KEY}`],
    ['a key of another service', `# customer.io\nexport SENTRY_APP_KEY=${KEY}`],
    [
      'a token that shows where one goes',
      `# customer.io\nexport TOKEN=${['sa', 'live', 'your0token0goes0here'].join('_')}`,
    ],
  ])('%s', async (_, text) => {
    expect(await reported({ 'a.sh': `${text}\n` })).toEqual([]);
  });

  test('a secret of a workflow', async () => {
    const run = `curl -u "\${{ secrets.CIO_SITE }}:\${{ secrets.CIO_KEY }}" ${TRACK_URL}`;
    const text = `on: push\nenv:\n  CUSTOMERIO_APP_KEY: \${{ secrets.CIO_APP_KEY }}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: '${run}'\n`;
    expect(await reported({ '.github/workflows/a.yml': text })).toEqual([]);
  });

  test('a test and a document', async () => {
    const call = `curl -u ${SITE}:${KEY} ${TRACK_URL}\n`;
    expect(await reported({ 'test/send.sh': call, 'README.md': call })).toEqual([]);
  });
});

describe('a key is let pass', () => {
  const call = `curl -u ${SITE}:${KEY} ${TRACK_URL}`;

  test('by its fingerprint', async () => {
    const options = { allow: [{ fingerprint: keyFingerprint(KEY), reason: 'replaced' }] };
    expect(await reported({ 'a.sh': call }, { [RULE]: { options } })).toEqual([]);
  });

  test('where the rule is off', async () => {
    expect(await reported({ 'a.sh': call }, { [RULE]: { level: 'off' } })).toEqual([]);
  });

  test('by a comment with a reason, which is reported', async () => {
    const text = `# klaviyo-lint-disable-next-line ${RULE} -- replaced\n${call}\n`;
    const { findings, suppressed } = await lint({ 'a.sh': text });
    expect(findings).toEqual([]);
    expect(suppressed?.map(({ ruleId, line, suppression }) => [ruleId, line, suppression])).toEqual([
      [RULE, 2, { reason: 'replaced' }],
    ]);
  });

  test('but not by a comment without one', async () => {
    expect(await reported({ 'a.sh': `# klaviyo-lint-disable-next-line ${RULE}\n${call}\n` })).toEqual([
      `a.sh:2 ${KEY}`,
    ]);
  });
});
