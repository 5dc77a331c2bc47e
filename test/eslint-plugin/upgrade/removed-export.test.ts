import { removedExport } from '../../../eslint-plugin/upgrade/removed-export.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const REMOVED: [Record<string, string>] = [{ BranchAction: '21.0.0' }];
const DATA = { name: 'BranchAction', version: '21.0.0' };

const WAYS: Record<string, string> = {
  'an import': "import { «BranchAction» } from 'klaviyo-api';",
  'an import under another name': "import { «BranchAction» as Branch } from 'klaviyo-api';",
  'an import of a type': "import type { «BranchAction» } from 'klaviyo-api';",
  'a re-export': "export { «BranchAction» } from 'klaviyo-api';",
  'a member of the namespace': "import * as klaviyo from 'klaviyo-api';\nnew klaviyo.«BranchAction»();",
  'a type of the namespace': "import * as klaviyo from 'klaviyo-api';\nlet action: klaviyo.«BranchAction»;",
  'a type of an import': "let action: import('klaviyo-api').«BranchAction»;",
  'a require': "const { «BranchAction» } = require('klaviyo-api');",
  'a dynamic import': "const { «BranchAction»: Branch } = await import('klaviyo-api');",
};

testRule(Object.assign(removedExport, { name: 'removed-export' }), {
  valid: [
    { name: 'a name that is still there', code: "import { Profiles } from 'klaviyo-api';", options: REMOVED },
    { name: 'that name of another package', code: "import { BranchAction } from 'flows';", options: REMOVED },
    {
      name: 'a member of something else',
      code: "import { Profiles } from 'klaviyo-api';\nProfiles.BranchAction();",
      options: REMOVED,
    },
    {
      name: 'a name that every object has',
      code: "import * as klaviyo from 'klaviyo-api';\nklaviyo.toString();",
      options: REMOVED,
    },
    { name: 'a property of an object of our own', code: 'const { BranchAction } = ours;', options: REMOVED },
  ],
  invalid: Object.entries(WAYS).map(([name, marked]): InvalidCase<'removed', [Record<string, string>?]> => {
    return {
      name,
      code: marked.replaceAll(/[«»]/g, ''),
      filename: 'flow.ts',
      options: REMOVED,
      errors: [{ messageId: 'removed', data: DATA, at: marked.split('\n').at(-1)! }],
    };
  }),
});
