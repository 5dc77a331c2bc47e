import { describe, expect, test } from 'vitest';
import { sdkCallsIn } from '../../ask.ts';

const IMPORT = "import { ApiKeySession, EventsApi, ProfilesApi, Profiles } from 'klaviyo-api';\n";

/** Each calls `ProfilesApi.createProfile` at the callee that is named. */
const CALLS: Record<string, [code: string, callee: string]> = {
  'a constructed object': [
    `${IMPORT}new ProfilesApi(session).createProfile(body)`,
    'newProfilesApi(session).createProfile',
  ],
  'an object in a variable': [
    `${IMPORT}const api = new ProfilesApi(session); api.createProfile(body)`,
    'api.createProfile',
  ],
  'a ready object of the SDK': [`${IMPORT}Profiles.createProfile(body)`, 'Profiles.createProfile'],
  'another name of the import': [
    "import { ProfilesApi as Api } from 'klaviyo-api'; new Api(session).createProfile(body)",
    'newApi(session).createProfile',
  ],
  'a namespace': [
    "import * as klaviyo from 'klaviyo-api'; new klaviyo.ProfilesApi(session).createProfile(body)",
    'newklaviyo.ProfilesApi(session).createProfile',
  ],
  'a default import': [
    "import klaviyo from 'klaviyo-api'; new klaviyo.ProfilesApi(session).createProfile(body)",
    'newklaviyo.ProfilesApi(session).createProfile',
  ],
  'a require': [
    "const { ProfilesApi } = require('klaviyo-api'); const api = new ProfilesApi(session); api.createProfile(body)",
    'api.createProfile',
  ],
  'a require as a whole': [
    "const klaviyo = require('klaviyo-api'); const api = new klaviyo.ProfilesApi(session); api.createProfile(body)",
    'api.createProfile',
  ],
  'a dynamic import': [
    "const { ProfilesApi } = await import('klaviyo-api'); const api = new ProfilesApi(session); api.createProfile(body)",
    'api.createProfile',
  ],
  'a field': [
    `${IMPORT}class A { api = new ProfilesApi(session); f() { return this.api.createProfile(body) } }`,
    'this.api.createProfile',
  ],
  'a private field': [
    `${IMPORT}class A { #api = new ProfilesApi(session); f() { return this.#api.createProfile(body) } }`,
    'this.#api.createProfile',
  ],
  'a static field': [
    `${IMPORT}class A { static api = new ProfilesApi(session); static f() { return A.api.createProfile(body) } }`,
    'A.api.createProfile',
  ],
  'a field of the constructor': [
    `${IMPORT}class A { constructor() { this.api = new ProfilesApi(session) }\n f() { return this.api.createProfile(body) } }`,
    'this.api.createProfile',
  ],
  'a getter': [
    `${IMPORT}class A { get api() { return new ProfilesApi(session) }\n f() { return this.api.createProfile(body) } }`,
    'this.api.createProfile',
  ],
  'a getter that keeps it': [
    `${IMPORT}class A { get api() { return (this._api ??= new ProfilesApi(session)) }\n f() { return this.api.createProfile(body) } }`,
    'this.api.createProfile',
  ],
  'a function that makes it': [
    `${IMPORT}const api = () => new ProfilesApi(session); api().createProfile(body)`,
    'api().createProfile',
  ],
  'a function that keeps it': [
    `${IMPORT}let kept; function api() { if (!kept) kept = new ProfilesApi(session); return kept }\napi().createProfile(body)`,
    'api().createProfile',
  ],
  'an async function that makes it': [
    "async function api() { const { ProfilesApi } = await import('klaviyo-api'); return new ProfilesApi(session) }\n(await api()).createProfile(body)",
    '(awaitapi()).createProfile',
  ],
  'a table of objects': [
    `${IMPORT}const api = { profiles: new ProfilesApi(session), events: new EventsApi(session) }; api.profiles.createProfile(body)`,
    'api.profiles.createProfile',
  ],
  'a function that makes a table': [
    `${IMPORT}const make = () => ({ profiles: new ProfilesApi(session) }); const { profiles } = make(); profiles.createProfile(body)`,
    'profiles.createProfile',
  ],
  'a typed parameter': [
    "import type { ProfilesApi } from 'klaviyo-api'; function f(api: ProfilesApi) { api.createProfile(body) }",
    'api.createProfile',
  ],
  'a typed parameter of the constructor': [
    "import { ProfilesApi } from 'klaviyo-api'; class A { constructor(private readonly api: ProfilesApi) {}\n f() { this.api.createProfile(body) } }",
    'this.api.createProfile',
  ],
  'an interface': [
    "import type { ProfilesApi } from 'klaviyo-api'; interface Deps { profiles: ProfilesApi }\nfunction f({ profiles }: Deps) { profiles.createProfile(body) }",
    'profiles.createProfile',
  ],
  'an inline type': [
    "function f(api: import('klaviyo-api').ProfilesApi) { api.createProfile(body) }",
    'api.createProfile',
  ],
  'an alias of the type': [
    "import type { ProfilesApi } from 'klaviyo-api'; type Api = ProfilesApi; function f(api: Api) { api.createProfile(body) }",
    'api.createProfile',
  ],
  'a variable that is set later': [
    `${IMPORT}let api: ProfilesApi; api = new ProfilesApi(session); api.createProfile(body)`,
    'api.createProfile',
  ],
  'a class that extends it': [
    `${IMPORT}class Api extends ProfilesApi {}\nnew Api(session).createProfile(body)`,
    'newApi(session).createProfile',
  ],
  'this of a class that extends it': [
    `${IMPORT}class Api extends ProfilesApi { add() { return this.createProfile(body) } }`,
    'this.createProfile',
  ],
  'super of a class that extends it': [
    `${IMPORT}class Api extends ProfilesApi { createProfile(body) { return super.createProfile(body) } }`,
    'super.createProfile',
  ],
  'a method that was taken out': [
    `${IMPORT}const { createProfile } = new ProfilesApi(session); createProfile(body)`,
    'createProfile',
  ],
  'a method that was bound': [
    `${IMPORT}const api = new ProfilesApi(session); const add = api.createProfile.bind(api); add(body)`,
    'add',
  ],
  'a method that is called by call': [
    `${IMPORT}const api = new ProfilesApi(session); api.createProfile.call(api, body)`,
    'api.createProfile.call',
  ],
  'a quoted method': [
    `${IMPORT}new ProfilesApi(session)['createProfile'](body)`,
    "newProfilesApi(session)['createProfile']",
  ],
  'a method by its name in a constant': [
    `${IMPORT}const name = 'createProfile'; new ProfilesApi(session)[name](body)`,
    'newProfilesApi(session)[name]',
  ],
  'an optional chain': [
    `${IMPORT}const api = enabled ? new ProfilesApi(session) : undefined; api?.createProfile(body)`,
    'api?.createProfile',
  ],
  'an argument of the callers': [
    `${IMPORT}function add(api) { return api.createProfile(body) }\nadd(new ProfilesApi(session));`,
    'api.createProfile',
  ],
  'a proxy': [
    `${IMPORT}const api = new Proxy(new ProfilesApi(session), handler); api.createProfile(body)`,
    'api.createProfile',
  ],
  'a cast': [
    `${IMPORT}(new ProfilesApi(session) as any).createProfile(body)`,
    '(newProfilesApi(session)asany).createProfile',
  ],
  'a list': [
    `${IMPORT}const [profiles] = [new ProfilesApi(session)]; profiles.createProfile(body)`,
    'profiles.createProfile',
  ],
};

test.each(Object.entries(CALLS))('the method of %s', (_, [code, callee]) => {
  expect(sdkCallsIn(code, ({ method }) => method === 'createProfile')).toEqual([
    `${callee}: ProfilesApi.createProfile`,
  ]);
});

describe('no call of the SDK is', () => {
  test.each(
    Object.entries({
      'a method with the same name': 'profiles.createProfile(body)',
      'a class of another package':
        "import { ProfilesApi } from 'other-api'; new ProfilesApi(session).createProfile(body)",
      'a class of the file': 'class ProfilesApi { createProfile() {} }\nnew ProfilesApi().createProfile(body)',
      'a class of another file': "import { ProfilesApi } from './klaviyo-api'; new ProfilesApi().createProfile(body)",
      'a mock of the SDK': 'const ProfilesApi = mock(); new ProfilesApi().createProfile(body)',
      'a session': "import { ApiKeySession } from 'klaviyo-api'; new ApiKeySession(key)",
      'a helper of the SDK': "import { GlobalApiKeySettings } from 'klaviyo-api'; new GlobalApiKeySettings(key)",
      'a method that is only named': "import { Profiles } from 'klaviyo-api'; const add = Profiles.createProfile;",
      'a parameter of another type':
        "import { ProfilesApi } from 'klaviyo-api'; function f(api: Other) { api.createProfile(body) }",
      'what hides the import':
        "import { Profiles } from 'klaviyo-api'; function f(Profiles) { Profiles.createProfile(body) }",
    }),
  )('%s', (_, code) => {
    expect(sdkCallsIn(code)).toEqual([]);
  });
});
