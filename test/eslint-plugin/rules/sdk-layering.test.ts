import type { Layering } from '../../../eslint-plugin/vendor/layers/layer-of.ts';
import rule from '../../../eslint-plugin/rules/sdk-layering.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'routeCallsSdk' | 'skipsServices' | 'upwards' | 'cycle';
type Options = [Layering];

const API = "import { ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi(session).getProfiles();";
const imports = (specifier: string): string => `import { run } from '${specifier}';\nrun('klaviyo');`;

const SILENT: Record<string, [filename: string, code: string, options?: Layering]> = {
  'the SDK in the SDK layer': ['src/klaviyo/profiles.ts', API],
  'the SDK in a service': ['src/services/profiles.ts', API],
  'the SDK in a file of no layer': ['src/lib/profiles.ts', API],
  'the SDK in a job': ['src/jobs/sync.ts', API],
  'the SDK in a health check': ['src/health/klaviyo.ts', API],
  'a type of the SDK in a route': [
    'src/routes/profiles.ts',
    "import type { ProfileEnum } from 'klaviyo-api';\nexport let type: ProfileEnum;",
  ],
  'a class of the SDK that is only used as a type': [
    'src/routes/profiles.ts',
    "import { ProfilesApi } from 'klaviyo-api';\nexport const list = (api: ProfilesApi) => service.list(api);",
  ],
  'an enum of the SDK in a route': [
    'src/routes/profiles.ts',
    "import { ProfileEnum } from 'klaviyo-api';\nsave({ type: ProfileEnum.Profile });",
  ],
  'a service in a route': ['src/routes/profiles.ts', imports('../services/klaviyo')],
  'the SDK layer in a service': ['src/services/profiles.ts', imports('../klaviyo/profiles')],
  'another service in a service': ['src/services/profiles.ts', imports('./klaviyo')],
  'the configuration in the SDK layer': ['src/klaviyo/session.ts', imports('../config/klaviyo')],
  'what checks a delivery, in a webhook': ['src/webhooks/klaviyo.ts', imports('../klaviyo/verify-signature')],
  'a route in a service of something else': ['src/services/users.ts', "import { run } from '../routes/users';\nrun();"],
  'a folder within a feature': ['src/features/orders/routes/klaviyo.ts', API],
  'a route within the SDK layer': ['src/klaviyo/routes/profiles.ts', API],
  'a folder that is named like a layer in the name of the project': ['lib/my-routes/klaviyo.ts', API],
  'a test': ['src/routes/profiles.test.ts', API],
  'a service of Nest': ['src/klaviyo/klaviyo.service.ts', API],
  'a route that the options do not name': ['src/routes/profiles.ts', API, { layers: { routes: ['src/http/*'] } }],
  'a controller of Nest by the reference layout': ['src/profiles/profiles.controller.ts', API, { preset: 'reference' }],
  'a folder of a library, which may hold services': ['src/routes/profiles.ts', imports('@/lib/klaviyo/client')],
  'a job in a service': ['src/services/klaviyo.ts', imports('../jobs/poll')],
  'the SDK layer in the configuration': ['src/config/klaviyo.ts', imports('../klaviyo/session')],
  'a controller in a module of Nest': ['src/klaviyo/klaviyo.module.ts', imports('./klaviyo.controller')],
  'a package with the name of a layer': ['src/klaviyo/session.ts', imports('routes')],
};

const CALLS: Record<string, [filename: string, options?: Layering]> = {
  'a route': ['src/routes/profiles.ts'],
  'a route in a folder of routes': ['src/routes/api/profiles.ts'],
  'a webhook': ['src/webhooks/orders.ts'],
  'a controller': ['src/controllers/profiles.js'],
  'a route without src': ['routes/profiles.js'],
  'a route of Next.js': ['src/app/api/profiles/route.ts'],
  'a route of the pages router': ['pages/api/profiles.ts'],
  'a controller of Nest': ['src/profiles/profiles.controller.ts'],
  'a file that the options name': ['src/http/profiles.ts', { layers: { routes: ['src/http/*'] } }],
  'a file that the options name beside a preset': [
    'src/http/profiles.ts',
    { preset: 'nest', layers: { routes: ['src/http/*'] } },
  ],
};

const WAYS: Record<string, string> = {
  'a namespace': "import * as Klaviyo from 'klaviyo-api';\nKlaviyo.Profiles.getProfiles();",
  'a ready object': "import { Profiles } from 'klaviyo-api';\nProfiles.getProfiles();",
  require: "const { Profiles } = require('klaviyo-api');\nProfiles.getProfiles();",
  'a dynamic import': "const { Profiles } = await import('klaviyo-api');\nProfiles.getProfiles();",
  'a part of the package': "import { ProfilesApi } from 'klaviyo-api/dist/api/profilesApi';\nnew ProfilesApi(session);",
};

const UPWARDS: Record<string, [filename: string, specifier: string, path: string, target: string, layer: string]> = {
  'a service': ['src/services/klaviyo.ts', '../routes/profiles', 'src/routes/profiles', 'routes', 'services'],
  'a service of a webhook': ['src/services/a/klaviyo.ts', '../../webhooks', 'src/webhooks', 'routes', 'services'],
  'the SDK layer': ['src/klaviyo/session.ts', '../services/users.js', 'src/services/users.js', 'services', 'SDK layer'],
  'the SDK layer and a route': ['src/klaviyo/session.ts', '@/routes/users', 'src/routes/users', 'routes', 'SDK layer'],
  'the SDK layer by a path from the root': [
    'src/klaviyo/session.ts',
    'src/services/users',
    'src/services/users',
    'services',
    'SDK layer',
  ],
  'the SDK layer to a job': [
    'src/klaviyo/imports.ts',
    '../jobs/poll',
    'src/jobs/poll',
    'jobs and other entries',
    'SDK layer',
  ],
  'the configuration': [
    'src/config/klaviyo.ts',
    '../services/flags',
    'src/services/flags',
    'services',
    'configuration',
  ],
  'a package of a monorepo': [
    'packages/api/src/services/klaviyo.ts',
    '../routes/v1/orders',
    'packages/api/src/routes/v1/orders',
    'routes',
    'services',
  ],
  'a service of Nest': [
    'src/orders/orders.service.ts',
    './orders.controller',
    'src/orders/orders.controller',
    'routes',
    'services',
  ],
};

testRule<MessageId, Options>(rule, {
  valid: Object.entries(SILENT).map(([name, [filename, code, options = {}]]): ValidCase<Options> => ({
    name,
    filename,
    code,
    options: [options],
  })),
  invalid: [
    ...Object.entries(CALLS).map(([name, [filename, options = {}]]): InvalidCase<MessageId, Options> => ({
      name,
      filename,
      code: API,
      options: [options],
      errors: [{ messageId: 'routeCallsSdk', at: "'klaviyo-api'" }],
    })),
    ...Object.entries(WAYS).map(([name, code]): InvalidCase<MessageId, Options> => ({
      name,
      filename: 'src/routes/profiles.ts',
      code,
      options: [{}],
      errors: [{ messageId: 'routeCallsSdk', at: /'klaviyo-api[^']*'/.exec(code)?.[0] ?? '' }],
    })),
    ...Object.entries(UPWARDS).map(
      ([name, [filename, specifier, path, target, layer]]): InvalidCase<MessageId, Options> => ({
        name: `upwards from ${name}`,
        filename,
        code: imports(specifier),
        options: [{}],
        errors: [{ messageId: 'upwards', data: { path, target, layer }, at: `'${specifier}'` }],
      }),
    ),
    {
      name: 'a route that leaves the services out',
      filename: 'src/routes/profiles.ts',
      code: imports('../klaviyo/profiles'),
      options: [{}],
      errors: [{ messageId: 'skipsServices', data: { path: 'src/klaviyo/profiles' }, at: "'../klaviyo/profiles'" }],
    },
  ],
});
