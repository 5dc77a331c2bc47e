import { describe, expect, it } from 'vitest';
import { formsOf } from '../../action/mask-key.ts';
import { fakeKey } from '../fake-keys.ts';

describe('formsOf', () => {
  it('names a plain key in itself and in base64, once each', () => {
    const key = fakeKey();
    expect(formsOf(key)).toEqual([key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('base64url')].filter((form, index, all) => all.indexOf(form) === index));
  });

  it('names a key that was stored with a line break and odd characters in every form in which it may be printed', () => {
    expect(formsOf('a"b/c+ü\n')).toEqual(['a"b/c+ü\n', 'a"b/c+ü', 'YSJiL2Mrw7w=', 'YSJiL2Mrw7w', 'a%22b%2Fc%2B%C3%BC', String.raw`a\"b/c+ü`]);
  });

  it.each(['', ' \n'])('names nothing for %j, or the runner would mask every blank', key => {
    expect(formsOf(key)).toEqual([]);
  });

  it('does not stumble over half a character', () => {
    expect(formsOf('pk_\ud800')).toContain('pk_%EF%BF%BD');
  });
});
