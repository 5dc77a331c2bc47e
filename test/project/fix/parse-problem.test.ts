import { describe, expect, test } from 'vitest';
import { parseProblem } from '../../../src/project/fix/parse-problem.ts';

const COMPONENT = "<template><b /></template>\n<script setup>\nimport { ProfilesApi } from 'klaviyo-api';\n";

const OTHER = COMPONENT.replace("{ ProfilesApi } from 'klaviyo-api'", "{ TrackClient } from 'customerio-node'");
/** A page with a script of somebody else's that never parsed. */
const PAGE = '<script>const = 1;</script>\n<script>fetch("https://track.customer.io/api/v1/events")';

describe('parseProblem', () => {
  test.each([
    ['a.ts', 'export const a: string = "";\n'],
    ['a.js', 'module.exports = 1;\n'],
    ['a.vue', `${COMPONENT}</script>\n`],
    ['another vendor.vue', `${OTHER}</script>\n`],
    ['a.html', `${PAGE};</script>\n`],
    ['a.sh', 'if then (\n'],
  ])('has nothing against %s', async (path, text) => {
    expect(await parseProblem('/checked', path, text)).toBeUndefined();
  });

  test.each([
    ['a.ts', 'export const = 1;\n'],
    ['a.js', 'const = 1;\n'],
    ['a.vue', `${COMPONENT}const = 1;\n</script>\n`],
    ['another vendor.vue', `${OTHER}const = 1;\n</script>\n`],
    ['a.html', `${PAGE}];</script>\n`],
  ])('says why %s does not parse', async (path, text) => {
    expect(await parseProblem('/checked', path, text)).toMatch(/^it does not parse \(line \d+: /);
  });
});
