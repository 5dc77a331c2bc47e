import rule from '../../../eslint-plugin/rules/no-deprecated-method.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'deprecated' | 'removed' | 'useSuccessor';

const installed = (sdkVersion: string) => ({ klaviyo: { sdkVersion } });
const settings = installed('23.0.0');
const SUBSCRIBE = { method: 'subscribeProfiles', successor: 'bulkSubscribeProfiles', since: '13.0.0' };
const { successor, since } = SUBSCRIBE;

/** Ways to name the method; the fix puts another name in its place. */
const WAYS: Record<string, string> = {
  'a call on an object of the class':
    "import { ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi(session).«subscribeProfiles»(body);",
  'a call on the ready object': "import { Profiles } from 'klaviyo-api';\nProfiles.«subscribeProfiles»(body);",
  'a call on a namespace': "import * as klaviyo from 'klaviyo-api';\nklaviyo.Profiles.«subscribeProfiles»(body);",
  'a call on what is required':
    "const { Profiles: people } = require('klaviyo-api');\npeople.«subscribeProfiles»(body);",
  'an optional call': "import { Profiles } from 'klaviyo-api';\nProfiles?.«subscribeProfiles»?.(body);",
  'a bound method': "import { Profiles } from 'klaviyo-api';\nconst add = Profiles.«subscribeProfiles».bind(Profiles);",
  'a method that is passed on': "import { Profiles } from 'klaviyo-api';\nqueue.add(Profiles.«subscribeProfiles»);",
  'a method of the prototype':
    "import { ProfilesApi } from 'klaviyo-api';\nProfilesApi.prototype.«subscribeProfiles».call(api, body);",
  'a destructured method under another name':
    "import { Profiles } from 'klaviyo-api';\nconst { «subscribeProfiles»: add, ...others } = Profiles;",
  'a destructuring assignment':
    "import { Profiles } from 'klaviyo-api';\nlet add;\n({ «subscribeProfiles»: add } = Profiles);",
  'an object that is injected, by its type':
    "import type { ProfilesApi } from 'klaviyo-api';\nclass Newsletter {\n  constructor(private readonly profiles: ProfilesApi) {}\n  add(body) { return this.profiles.«subscribeProfiles»(body); }\n}",
  'a class that extends the one of the SDK':
    "import { ProfilesApi } from 'klaviyo-api';\nclass People extends ProfilesApi {\n  add(body) { return this.«subscribeProfiles»(body); }\n}",
  'an object that a container provides':
    "import type { ProfilesApi } from 'klaviyo-api';\n(container.get('profiles') as ProfilesApi).«subscribeProfiles»(body);",
  'the type of an object':
    "import type { Profiles } from 'klaviyo-api';\ntype Add = typeof Profiles.«subscribeProfiles»;",
  'an object of our own with a member of that name':
    "import { Profiles } from 'klaviyo-api';\nconst people = { subscribeProfiles: Profiles.«subscribeProfiles» };\npeople.add(body);",
};

/** The same in quotes of any kind. */
const QUOTED: Record<string, string> = {
  'a name in brackets': "import { Profiles } from 'klaviyo-api';\nProfiles[«'subscribeProfiles'»](body);",
  'a template in brackets': "import { Profiles } from 'klaviyo-api';\nProfiles[«`subscribeProfiles`»](body);",
  'a type of a member':
    "import type { ProfilesApi } from 'klaviyo-api';\ntype Add = ProfilesApi[«'subscribeProfiles'»];",
  'a choice of members':
    "import type { ProfilesApi } from 'klaviyo-api';\ntype People = Pick<ProfilesApi, 'getProfile' | «'subscribeProfiles'»>;",
};

function fixed(name: string, marked: string): InvalidCase<MessageId> {
  const code = marked.replaceAll(/[«»]/g, '');
  const output = marked.replace(/«(['`]?)\w+['`]?»/, `$1${successor}$1`);
  return {
    name,
    settings,
    code,
    output,
    errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: marked.split('\n').find(line => line.includes('«'))! }],
  };
}

const CALL = "import { Profiles } from 'klaviyo-api';\nProfiles.subscribeProfiles(body);";
const CALLED = "import { Profiles } from 'klaviyo-api';\nProfiles.bulkSubscribeProfiles(body);";

/** Reported, but only offered: what is installed may lack the new name. */
function offered(name: string, sdk: Record<string, unknown>): InvalidCase<MessageId> {
  const suggestions = [{ messageId: 'useSuccessor' as const, data: { successor, since }, output: CALLED }];
  return {
    name,
    settings: { klaviyo: sdk },
    code: CALL,
    errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: 'Profiles.«subscribeProfiles»', suggestions }],
  };
}

const silent = (name: string, code: string, sdkVersion = '23.0.0'): ValidCase => ({
  name,
  code,
  settings: installed(sdkVersion),
});

const IMPORT = "import { Profiles } from 'klaviyo-api';\n";

/** Names that a function joins, by how; the place is the name where the method is taken. */
const JOINED = {
  'a function that adds its words':
    "const name = (verb, what) => verb + what;\nProfiles[«name('subscribe', 'Profiles')»](body);",
  'a function with capitals by index':
    "const name = (verb, what) => verb + what[0].toUpperCase() + what.slice(1);\nProfiles[«name('subscribe', 'profiles')»](body);",
  'a function with capitals by method':
    "const capital = word => word.charAt(0).toUpperCase() + word.slice(1);\nProfiles[«`subscribe${capital('profiles')}`»](body);",
  'a function that joins all its words':
    "function name(...words) { return words.map((word, at) => (at ? word[0].toUpperCase() + word.slice(1) : word)).join(''); }\nProfiles[«name('subscribe', 'profiles')»](body);",
  'a static method':
    "class Names { static of(a, b) { return `${a}${b}`; } }\nProfiles[«Names.of('subscribe', 'Profiles')»](body);",
};

/** Names that only the callers of a function know, who are reported. */
const BY_CALLERS = {
  'a wrapper with the name':
    "const run = (method, ...rest) => Profiles[method](...rest);\n«run('subscribeProfiles', body)»;",
  'a wrapper with the words of the name':
    "const run = (verb, what, given) => Profiles[verb + what](given);\n«run('subscribe', 'Profiles', body)»;",
  'a wrapper of a wrapper':
    "const run = (method, given) => Profiles[method](given);\nconst all = (verb, given) => run(`${verb}Profiles`, given);\n«all('subscribe', body)»;",
};

testRule(rule, {
  valid: [
    silent(
      'a name that a function joins and that is new',
      `${IMPORT}const name = (verb, what) => verb + what;\nProfiles[name('bulk', 'SubscribeProfiles')](body);`,
    ),
    silent(
      'words that a function joins to a name of another class',
      `import { Events } from 'klaviyo-api';\nconst name = (verb, what) => verb + what;\nEvents[name('subscribe', 'Profiles')](body);`,
    ),
    silent(
      'a wrapper that is given a new name',
      `${IMPORT}const run = (method, given) => Profiles[method](given);\nrun('bulkSubscribeProfiles', body);`,
    ),
    silent(
      'a wrapper of something of our own',
      `${IMPORT}const run = (method, given) => people[method](given);\nrun('subscribeProfiles', body);`,
    ),
    silent('the new name', CALLED),
    silent('a release that does not call it deprecated yet', CALL, '12.0.1'),
    silent(
      'a release that came back to a name',
      "import { Profiles } from 'klaviyo-api';\nProfiles.bulkImportProfiles(body);",
      '15.0.0',
    ),
    silent('the same name on an object of our own', 'newsletter.subscribeProfiles(body);'),
    silent(
      'the same name on an object of another package',
      "import { Profiles } from './profiles.js';\nProfiles.subscribeProfiles(body);",
    ),
    silent(
      'the same name in another class of the SDK',
      "import { Events } from 'klaviyo-api';\nEvents.subscribeProfiles(body);",
    ),
    silent(
      'a method of our own in a class that extends the one of the SDK',
      "import { ProfilesApi } from 'klaviyo-api';\nclass People extends ProfilesApi {\n  subscribeProfiles(body) { return this.bulkSubscribeProfiles(body); }\n  add(body) { return this.subscribeProfiles(body); }\n}",
    ),
    silent(
      'a member of our own that holds the method',
      "import { Profiles } from 'klaviyo-api';\nconst people = { subscribeProfiles: Profiles.bulkSubscribeProfiles };\npeople.subscribeProfiles(body);",
    ),
    silent(
      'code that takes the new name where it is there',
      "import { Profiles } from 'klaviyo-api';\nconst add = Profiles.bulkSubscribeProfiles ?? Profiles.subscribeProfiles;",
    ),
    silent(
      'code that asks for the new name',
      "import { Profiles } from 'klaviyo-api';\nif ('bulkSubscribeProfiles' in Profiles) add(); else Profiles.subscribeProfiles(body);",
    ),
    silent(
      'a mocked SDK',
      "import { Profiles } from 'klaviyo-api';\nvi.mock('klaviyo-api');\nexpect(Profiles.subscribeProfiles).toHaveBeenCalled();",
    ),
    silent(
      'a method that a release before its removal has',
      "import { Events } from 'klaviyo-api';\nEvents.getEventMetrics(id);",
      '3.0.0',
    ),
    silent('a name that nobody knows', "import { Profiles } from 'klaviyo-api';\nProfiles[method](body);"),
  ],
  invalid: [
    ...Object.entries({ ...WAYS, ...QUOTED }).map(([name, code]) => fixed(name, code)),
    ...Object.entries({ ...JOINED, ...BY_CALLERS }).map(([name, marked]): InvalidCase<MessageId> => ({
      name,
      settings,
      code: IMPORT + marked.replaceAll(/[«»]/g, ''),
      errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: marked.split('\n').find(line => line.includes('«'))! }],
    })),
    {
      name: 'a destructured method',
      settings,
      code: "import { Profiles } from 'klaviyo-api';\nconst { subscribeProfiles = none } = Profiles;",
      output:
        "import { Profiles } from 'klaviyo-api';\nconst { bulkSubscribeProfiles: subscribeProfiles = none } = Profiles;",
      errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: '{ «subscribeProfiles» =' }],
    },
    {
      name: 'a destructured parameter',
      settings,
      code: "import type { ProfilesApi } from 'klaviyo-api';\nconst add = ({ subscribeProfiles }: ProfilesApi) => run(subscribeProfiles);",
      output:
        "import type { ProfilesApi } from 'klaviyo-api';\nconst add = ({ bulkSubscribeProfiles: subscribeProfiles }: ProfilesApi) => run(subscribeProfiles);",
      errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: '{ «subscribeProfiles» }' }],
    },
    {
      name: 'a name from a constant, which may serve something else',
      settings,
      code: "import { Profiles } from 'klaviyo-api';\nconst METHOD = 'subscribeProfiles';\nProfiles[METHOD](body);",
      errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: '[«METHOD»]' }],
    },
    {
      name: 'an object that may be another one',
      settings,
      code: "import { Profiles } from 'klaviyo-api';\nconst api = isDry ? { subscribeProfiles() {} } : Profiles;\napi.subscribeProfiles(body);",
      errors: [
        {
          messageId: 'deprecated',
          data: SUBSCRIBE,
          at: 'api.«subscribeProfiles»',
          suggestions: [
            {
              messageId: 'useSuccessor',
              data: { successor, since },
              output:
                "import { Profiles } from 'klaviyo-api';\nconst api = isDry ? { subscribeProfiles() {} } : Profiles;\napi.bulkSubscribeProfiles(body);",
            },
          ],
        },
      ],
    },
    offered('without the installed release', {}),
    offered('with a range in place of a release', { sdkVersion: '^15.0.0' }),
    offered('with a pre-release, of which little is known', { sdkVersion: '15.0.0-beta.1' }),
    offered('with a release that is newer than the rule', { sdkVersion: '24.0.0' }),
    {
      name: 'in the words of the installed release, where a later one has another name',
      settings: installed('13.0.0'),
      code: "import { Profiles } from 'klaviyo-api';\nProfiles.bulkImportProfiles(body);",
      output: "import { Profiles } from 'klaviyo-api';\nProfiles.spawnBulkProfileImportJob(body);",
      errors: [
        {
          messageId: 'deprecated',
          data: { method: 'bulkImportProfiles', successor: 'spawnBulkProfileImportJob', since: '13.0.0' },
          at: 'Profiles.«bulkImportProfiles»',
        },
      ],
    },
    {
      name: 'with only the major number of the release',
      settings: { klaviyo: { sdkVersion: 15 } },
      code: CALL,
      output: CALLED,
      errors: [{ messageId: 'deprecated', data: SUBSCRIBE, at: 'Profiles.«subscribeProfiles»' }],
    },
    {
      name: 'a removed method',
      settings,
      code: "import { Events } from 'klaviyo-api';\nEvents.getEventMetrics(id);",
      errors: [
        { messageId: 'removed', data: { method: 'getEventMetrics', until: '3.0.0' }, at: 'Events.«getEventMetrics»' },
      ],
    },
  ],
});
