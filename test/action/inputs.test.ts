import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CUSTOMERIO_INPUTS } from '../../action/customerio.ts';
import { readInputs } from '../../action/inputs.ts';

const reading = (inputs: Record<string, string>) => () => readInputs(name => inputs[name] ?? '');

describe('readInputs', () => {
  it('has defaults for all that was not given', () => {
    expect(reading({})()).toEqual({
      path: '.',
      preflight: 'auto',
      notVerified: 'changed',
      suppressions: 'allow',
      requireChecklist: [],
      timeBudget: 300,
      github: { checkRun: false, reviewComments: false, pullRequestComment: false },
      targets: { allowTestAccount: false, sendTestWebhook: false },
      customerio: { sendTestWebhook: false, smoke: false },
    });
  });

  it('takes every value that action.yml names', () => {
    const given = {
      path: 'apps/shop',
      'fail-on': 'never',
      preflight: 'always',
      'not-verified': 'fail',
      suppressions: 'block',
      scope: 'all',
      'require-checklist': 'A1, H*',
      'time-budget': '60',
      'check-run': 'true',
      'review-comments': 'true',
      'pull-request-comment': 'true',
    };
    const live = {
      'expect-account': 'AbC123',
      'allow-test-account': 'true',
      'app-health-url': 'https://shop.example/health',
      'webhook-url': 'https://shop.example/hook',
      'send-test-webhook': 'true',
      'sending-domain': 'send.shop.example',
      'dkim-selectors': 's1, s2',
      'expect-workspace': '12345',
      'customerio-webhook-url': 'https://shop.example/cio',
      'customerio-sending-domain': 'cio12345.shop.example',
      smoke: 'true',
    };
    expect(reading({ ...given, ...live })()).toEqual({
      path: 'apps/shop',
      failOn: 'never',
      preflight: 'always',
      notVerified: 'fail',
      suppressions: 'block',
      scope: 'all',
      requireChecklist: ['A1', 'H1'],
      timeBudget: 60,
      github: { checkRun: true, reviewComments: true, pullRequestComment: true },
      targets: {
        expectAccount: 'AbC123',
        allowTestAccount: true,
        appHealthUrl: 'https://shop.example/health',
        webhookUrl: 'https://shop.example/hook',
        sendTestWebhook: true,
        sendingDomain: 'send.shop.example',
        dkimSelectors: ['s1', 's2'],
      },
      customerio: {
        expectWorkspace: '12345',
        appHealthUrl: 'https://shop.example/health',
        customerioWebhookUrl: 'https://shop.example/cio',
        customerioSendingDomain: 'cio12345.shop.example',
        sendTestWebhook: true,
        smoke: true,
      },
    });
  });

  it('names every wrong input at once, as action.yml spells it, with what is right', () => {
    expect(
      reading({
        'fail-on': 'errors',
        preflight: 'Always',
        'not-verified': 'yes',
        'send-test-webhook': 'yes',
        'expect-account': 'my shop',
        'require-checklist': 'A1,Z*',
        'expect-workspace': 'shop',
      }),
    ).toThrow(
      "Input 'fail-on' is 'errors'. Use 'error', 'warning' or 'never'. " +
        "Input 'preflight' is 'Always'. Use 'auto', 'always' or 'never'. " +
        "Input 'not-verified' is 'yes'. Use 'changed', 'pass' or 'fail'. " +
        "Input 'require-checklist' names 'Z*', which no item of the checklist fits. Use ids such as A1,B*. " +
        "Input 'send-test-webhook' is 'yes'. Use 'false' or 'true'. " +
        "Input 'expect-account' is not the id of an account. Use its public key, six letters and digits. " +
        "Input 'expect-workspace' is not the id of a workspace of Customer.io. Use its number.",
    );
  });

  it('reads exactly the inputs that action.yml declares, which has no defaults of its own but the token', () => {
    const { inputs } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
    const read: string[] = [];
    readInputs(name => (read.push(name), ''));
    const secrets = ['github-token', 'klaviyo-private-key', 'webhook-secret', ...Object.values(CUSTOMERIO_INPUTS)];
    expect([...read, ...secrets].toSorted()).toEqual(Object.keys(inputs).toSorted());
    expect(Object.keys(inputs).filter(name => Object.hasOwn(inputs[name] as object, 'default'))).toEqual([
      'github-token',
    ]);
  });
});
