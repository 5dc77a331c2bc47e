import { describe, expect, it } from 'vitest';
import { formsOf, hiderOf } from '../../src/vendors/secret-forms.ts';
import { fakeKey, fakeNewKey } from '../fake-keys.ts';

describe('formsOf', () => {
  it('names a plain key in itself and in base64 first', () => {
    const key = fakeKey();
    expect(formsOf(key).slice(0, 2)).toEqual([key, Buffer.from(key).toString('base64')]);
    expect(new Set(formsOf(key)).size).toBe(formsOf(key).length);
  });

  it('names a key that was stored with a line break and odd characters in every form in which it may be printed', () => {
    expect(formsOf('a"b/c+ü\n')).toEqual([
      'a"b/c+ü\n',
      'a"b/c+ü',
      'YSJiL2Mrw7w=',
      'YSJiL2Mrw7w',
      'a%22b%2Fc%2B%C3%BC',
      String.raw`a\"b/c+ü`,
    ]);
  });

  it.each(['', ' \n'])('names nothing for %j, or the runner would mask every blank', key => {
    expect(formsOf(key)).toEqual([]);
  });

  it('does not stumble over half a character', () => {
    expect(formsOf('pk_\ud800')).toContain('pk_%EF%BF%BD');
  });
});

describe('what is hidden', () => {
  const secrets = [fakeKey(3), fakeNewKey(3), 'a webhook secret+/?é of somebody'];
  const wrappings: [string, (secret: string) => string][] = [
    ['itself', secret => secret],
    ['with its scheme', secret => `Klaviyo-API-Key ${secret}`],
    ['in base64', secret => Buffer.from(secret).toString('base64')],
    ['in base64 for addresses', secret => Buffer.from(secret).toString('base64url')],
    ['URL-encoded', secret => encodeURIComponent(secret)],
    ['as the user of Basic credentials', secret => `Basic ${Buffer.from(`${secret}:`).toString('base64')}`],
    ['as the password of Basic credentials', secret => `Basic ${Buffer.from(`api:${secret}`).toString('base64')}`],
    ['as the password of a longer user', secret => `Basic ${Buffer.from(`apis:${secret}`).toString('base64')}`],
    ['with its scheme in base64', secret => Buffer.from(`Klaviyo-API-Key ${secret}`).toString('base64')],
    ['in JSON', secret => JSON.stringify({ secret })],
  ];

  it.each(wrappings)('%s', (_, wrap) => {
    for (const secret of secrets) {
      const hidden = hiderOf([secret])({ list: [`before ${wrap(secret)} after`] }).list[0] ?? '';
      expect(hidden).toMatch(/^before .*…/);
      // What is left of the base64 of the edges is too short to tell anything.
      expect(hidden.replaceAll(/…|before|after|Basic|Klaviyo-API-Key|[^A-Za-z0-9+/]/g, '').length).toBeLessThan(32);
      for (const form of formsOf(secret)) expect(hidden).not.toContain(form);
    }
  });

  it('nothing for a secret that is too short to be one', () => {
    expect(hiderOf(['short', undefined])('a short text')).toBe('a short text');
  });
});
