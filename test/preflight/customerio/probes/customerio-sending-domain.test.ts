import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('not asked without a domain', async () => {
  const { report } = await customerioIn({});
  expect(report.notAsked).toContainEqual({
    id: 'customerio-sending-domain',
    reason: "no 'customerio-sending-domain' was given",
  });
});

test.each(['shop.example', 'cio.shop.example', 'mail.cio1.shop.example', 'cio12345', 'cio1.shop example'])(
  '%s is no subdomain of an account, and no name server is asked',
  async name => {
    const seen = await customerioIn({ targets: { sendingDomain: { name } } });
    expect(resultOf(seen, 'sending-domain')).toMatchObject({
      status: 'failed',
      message: "'customerio-sending-domain' is not the subdomain of an account.",
    });
    expect(seen.report.calls.filter(({ method }) => method === 'DNS')).toEqual([]);
  },
);
