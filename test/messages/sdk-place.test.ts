import { expect, test } from 'vitest';
import { sdkPlaceIn } from '../../src/messages/sdk-place.ts';

test.each([
  ['UrlFetchApp', 'UrlFetchApp.fetch(url)', 'nowhere'],
  ['fetch', 'Deno.serve(() => fetch(url))', 'deno'],
  ['fetch', "import { serve } from 'https://deno.land/std/http/server.ts';", 'deno'],
  ['axios', "import axios from 'npm:axios';", 'deno'],
  ['fetch', "import x from './deno.ts';\nfetch(url)", 'node'],
  ['fetch', 'fetch(Denominator.url)', 'node'],
])('%s in %j', (client, text, expected) => {
  expect(sdkPlaceIn(text, client)).toBe(expected);
});
