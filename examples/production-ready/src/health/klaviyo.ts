import { accounts } from '../klaviyo/client.js';

/** Tells whether Klaviyo accepts the key of this app. */
export async function klaviyoHealth(): Promise<{ klaviyo: { status: 'up' | 'down' } }> {
  try {
    const { body } = await accounts.getAccounts({ fieldsAccount: ['timezone'] });
    return { klaviyo: { status: body.data.length > 0 ? 'up' : 'down' } };
  } catch (error) {
    console.error('Klaviyo does not accept the health check.', error);
    return { klaviyo: { status: 'down' } };
  }
}
