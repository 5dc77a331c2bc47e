import * as typescript from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../eslint-plugin/index.ts';

/** The tree as `svelte-eslint-parser` builds it: the script of a component is one node among the statements. */
const svelte = {
  parseForESLint(text: string) {
    const [start, end] = [text.indexOf('>') + 1, text.indexOf('</script>')];
    const code = text.slice(0, start).replaceAll(/\S/g, ' ') + text.slice(start, end);
    const { ast, ...others } = typescript.parseForESLint(code, { range: true, loc: true, sourceType: 'module' });
    const script = { type: 'SvelteScriptElement', body: ast.body, range: [0, end + 9], loc: ast.loc, parent: ast };
    return {
      ...others,
      ast: { ...ast, range: [0, text.length], body: [script] as unknown as TSESTree.ProgramStatement[] },
      visitorKeys: { ...others.visitorKeys, SvelteScriptElement: ['body'] },
    };
  },
};

test('nothing is put in front of the script of a Svelte component', () => {
  const text = `<script lang="ts">
  import { ApiKeySession, ProfilesApi } from 'klaviyo-api';
  export async function save(body) {
    await new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY)).bulkSubscribeProfiles(body);
  }
</script>
`;
  const messages = new Linter().verify(
    text,
    [{ files: ['**/*.svelte'], languageOptions: { parser: svelte } }, plugin.configs.strict as Linter.Config],
    'a.svelte',
  );
  expect(messages.map(({ ruleId, suggestions = [] }) => [ruleId, suggestions.length])).toEqual([
    ['klaviyo/no-private-key-in-browser', 0],
    ['klaviyo/prefer-shared-session', 0],
    ['klaviyo/no-private-key-in-browser', 0],
  ]);
});
