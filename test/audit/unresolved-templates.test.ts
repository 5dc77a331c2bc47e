import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { temporaryRepository } from '../project/temporary-folder.ts';

const KEY = 'KLAVIYO_PRIVATE_KEY';
const CREDENTIALS = 'Rails.application.credentials';

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

describe('a key that a template reads is listed', () => {
  test.each<[name: string, path: string, text: string, line?: number]>([
    ['as a global of Twig', 'config/packages/twig.yaml', `twig:\n    globals:\n        crm: '%env(${KEY})%'`, 3],
    [
      'as a global of Twig under the name of a key',
      'config/packages/twig.yaml',
      `when@prod:\n  twig:\n    paths: []\n    globals:\n      # shown\n      klaviyo_key: "%env(string:${KEY})%"`,
      6,
    ],
    [
      'in ERB, by its path',
      'app/views/a.html.erb',
      `<i data-k="<%= ${CREDENTIALS}.dig(:klaviyo, :private_key) %>"></i>`,
    ],
    [
      'in ERB, in a script',
      'app/views/a.html.erb',
      `<script>\nk = "<%= ${CREDENTIALS}.klaviyo[:private_key] %>";\n</script>`,
      2,
    ],
    ['in ERB, as a member', 'app/views/a.html.erb', `<%= tag.meta content: ${CREDENTIALS}.klaviyo.private_key %>`],
    ['in ERB, with strings', 'app/views/a.html.erb', `<%= ${CREDENTIALS}["klaviyo"]["private_key"] %>`],
    ['in ERB, whole', 'app/views/a.html.erb', `<script>c = <%= raw ${CREDENTIALS}.klaviyo.to_json %>;</script>`],
    [
      'in ERB, behind a test',
      'app/views/a.html.erb',
      `<% if on? %><%= ${CREDENTIALS}.dig(:klaviyo, :private_key) %><% end %>`,
    ],
    ['in Haml', 'app/views/a.haml', `%meta{ content: ${CREDENTIALS}.dig(:klaviyo, :private_key) }`],
    ['in Slim', 'app/views/a.slim', `meta content=${CREDENTIALS}.klaviyo_private_key`],
    [
      'in a helper that writes tags',
      'app/helpers/crm_helper.rb',
      `module CrmHelper\n  def crm\n    tag.meta(content: ${CREDENTIALS}.dig(:klaviyo, :private_key))\n  end\nend`,
      3,
    ],
    ['in Razor', 'Views/a.cshtml', `@inject IConfiguration Cfg\n<i data-k='@Cfg["Klaviyo:PrivateKey"]'></i>`, 2],
    ['in Razor, by one name', 'Pages/a.cshtml', `<script>k = '@Cfg["KlaviyoPrivateKey"]';</script>`],
    ['in Razor, by a method', 'Pages/a.cshtml', `<i>@Cfg.GetValue<string>("Klaviyo:PrivateKey")</i>`],
    ['in Razor, of options', 'Pages/a.cshtml', `<script>k = '@Klaviyo.Value.PrivateKey';</script>`],
    ['in Razor, of a model', 'Pages/a.razor', `<i>@Html.Raw(Model.Klaviyo.PrivateKey)</i>`],
    ['by CMake, under another name', 'CMakeLists.txt', `add_compile_definitions(CRM="$ENV{${KEY}}")`],
    ['by CMake, under its name', 'a.cmake', `target_compile_definitions(app PRIVATE ${KEY}="$ENV{${KEY}}")`],
    ['by CMake, for a file', 'CMakeLists.txt', `file(WRITE crm.h "#define K \\"$ENV{${KEY}}\\"")`],
  ])('%s', async (_, path, text, line = 1) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });
});

describe('it is not listed', () => {
  test.each<[name: string, path: string, text: string]>([
    [
      'what Symfony gives to a service',
      'config/services.yaml',
      `services:\n  App\\Crm:\n    arguments: ['%env(${KEY})%']`,
    ],
    [
      'what Symfony gives to a service beside Twig',
      'config/packages/all.yaml',
      `twig:\n  globals:\n    site: shop\nservices:\n  App\\Crm:\n    arguments:\n      - '%env(${KEY})%'`,
    ],
    ['a public key in Twig', 'config/packages/twig.yaml', "twig:\n  globals:\n    crm: '%env(KLAVIYO_PUBLIC_KEY)%'"],
    ['the SDK in an initializer', 'config/initializers/crm.rb', `Crm.key = ${CREDENTIALS}.dig(:klaviyo, :private_key)`],
    ['a service of Rails', 'app/services/crm.rb', `Client.new(${CREDENTIALS}.klaviyo[:private_key])`],
    [
      'a helper that writes no tags',
      'app/helpers/crm_helper.rb',
      `def crm = Client.new(${CREDENTIALS}.klaviyo[:private_key])`,
    ],
    ['a public key in ERB', 'app/views/a.html.erb', `<%= ${CREDENTIALS}.dig(:klaviyo, :public_key) %>`],
    ['a test in ERB', 'app/views/a.html.erb', `<% if ${CREDENTIALS}.klaviyo[:private_key] %><p>On</p><% end %>`],
    ['whether there is one, in ERB', 'app/views/a.html.erb', `<%= ${CREDENTIALS}.klaviyo.private_key.present? %>`],
    ['somebody else, in ERB', 'app/views/a.html.erb', `<%= ${CREDENTIALS}.dig(:stripe, :private_key) %>`],
    ['settings of ASP.NET', 'appsettings.json', '{ "Klaviyo": { "PrivateKey": "" } }'],
    ['code of ASP.NET', 'Program.cs', 'services.AddCrm(builder.Configuration["Klaviyo:PrivateKey"]);'],
    ['a public key in Razor', 'Pages/a.cshtml', `<script>k = '@Cfg["Klaviyo:PublicKey"]';</script>`],
    ['a directive of Razor', 'Pages/a.cshtml', '@inject Crm.Klaviyo.PrivateKey Key'],
    ['a test in Razor', 'Pages/a.cshtml', `@if (string.IsNullOrEmpty(Cfg["Klaviyo:PrivateKey"])) { <p>Off</p> }`],
    ['a test of CMake', 'CMakeLists.txt', `if("$ENV{${KEY}}" STREQUAL "")`],
    ['a variable of CMake of the same name', 'CMakeLists.txt', `set(${KEY} $ENV{${KEY}})`],
  ])('by %s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });
});
