import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { temporaryRepository } from '../project/temporary-folder.ts';

const READ = 'process.env.KLAVIYO_PRIVATE_KEY';
const CRM = `import { registerAs } from '@nestjs/config';
export default registerAs('crm', () => ({ api: { token: ${READ} }, listId: process.env.KLAVIYO_LIST_ID }));`;
const IMPORTS = `import { Controller, Get, Inject } from '@nestjs/common';
import { ConfigService, ConfigType } from '@nestjs/config';
import crm from './crm.config';`;

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const root = temporaryRepository({ 'src/crm.config.ts': CRM, ...files });
  const { ledger } = await audit({ root, asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

/** A controller with a route; what it returns is on the eighth line. */
function controller(body: string, route = '@Get()'): string {
  return `${IMPORTS}
@Controller()
export class Settings {
  constructor(private config: ConfigService, @Inject(crm.KEY) private crm: ConfigType<typeof crm>) {}
  ${route} async settings(@Res() res: Response) {
    ${body}
  }
}`;
}

describe('a namespace of NestJS with a key is listed where it is given away', () => {
  test.each<[name: string, body: string]>([
    ['whole', "return this.config.get('crm');"],
    ['whole, in an object', "return { ok: true, crm: this.config.getOrThrow('crm') };"],
    ['whole, spread', "return { ...this.config.get('crm') };"],
    ['an object of it', "return this.config.get('crm.api');"],
    ['the key', "return { token: this.config.get<string>('crm.api.token') };"],
    ['the key, by its properties', "return { token: this.config.get('crm').api.token };"],
    ['a constant', "const crm = this.config.get('crm'); return crm;"],
    ['a part of a constant', "const { api } = this.config.get('crm'); return api;"],
    ['what is injected', 'return this.crm;'],
    ['a part of what is injected', 'return { token: this.crm.api.token };'],
    ['through a response', 'res.json(this.crm);'],
    ['what its factory returns', 'return crm();'],
  ])('%s', async (_, body) => {
    expect(await unresolvedIn({ 'src/settings.ts': controller(body) })).toEqual(['src/settings.ts:8']);
  });

  test('in the module that registers it', async () => {
    const text = `import { registerAs } from '@nestjs/config';
export const mail = registerAs('mail', () => ({ token: ${READ} }));
app.get('/settings', (req, res) => { res.json(mail()); });`;
    expect(await unresolvedIn({ 'src/app.ts': text })).toEqual(['src/app.ts:3']);
  });

  test('in a field that is injected', async () => {
    const text = `${IMPORTS}\nexport class Settings {\n  @Inject(crm.KEY) private settings;\n  @Get() get() { return this.settings; }\n}`;
    expect(await unresolvedIn({ 'src/settings.ts': text })).toEqual(['src/settings.ts:6']);
  });
});

describe('a namespace of NestJS with a key is not listed', () => {
  test.each<[name: string, text: string]>([
    ['where another property of it is given', controller("return { list: this.config.get('crm.listId') };")],
    [
      'where another property of a constant is',
      controller("const { listId } = this.config.get('crm'); return { listId };"),
    ],
    ['where another property of what is injected is', controller('return { list: this.crm.listId };')],
    ['where another namespace is', controller("return this.config.get('crmPublic');")],
    ['where a method returns it that is no route', controller("return this.config.get('crm');", '')],
    [
      'where the SDK gets the key',
      controller('const api = new ProfilesApi(new ApiKeySession(this.crm.api.token)); return api.getProfiles();'),
    ],
    ['where something is made of it', controller("return describe(this.config.get('crm'));")],
    ['where only its presence is told', controller("return { isReady: Boolean(this.config.get('crm.api.token')) };")],
    [
      'where a map has such a name',
      "import { Get } from '@nestjs/common';\nexport class A { all = new Map(); @Get() get() { return this.all.get('crm'); } }",
    ],
  ])('%s', async (_, text) => {
    expect(await unresolvedIn({ 'src/settings.ts': text })).toEqual([]);
  });
});
