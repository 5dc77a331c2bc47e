import { describe, expect, test } from 'vitest';
import { SDK_RELEASES } from '../../../../src/vendors/klaviyo/generated/sdk-releases.ts';
import type { ProjectSdk } from '../../../../src/preflight/klaviyo/project-use.ts';
import sdkVersion from '../../../../src/preflight/klaviyo/probes/sdk-version.ts';
import { contextWith, runProbe } from '../../../support/fake-client.ts';

const newest = SDK_RELEASES.at(-1)!;
const see = (sdk: ProjectSdk, asOf = '2026-11-20') => runProbe(sdkVersion, { sdk, asOf });

describe('the revision that the installed release sends', () => {
  test('the newest release', async () => {
    expect(await see({ installed: newest.version }, newest.revision)).toEqual({
      status: 'passed',
      message: `klaviyo-api ${newest.version} sends revision '${newest.revision}'; the newest known release is ${newest.version}.`,
    });
  });

  test('an older one is stable', async () => {
    expect(await see({ installed: '21.0.1' })).toMatchObject({ status: 'passed' });
  });

  test('is deprecated', async () => {
    expect(await see({ installed: '20.0.0' })).toEqual({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'code',
      message: "klaviyo-api 20.0.0 sends revision '2025-10-15', deprecated since 2026-10-15 and retired on 2027-10-15.",
      nextAction: `Move to klaviyo-api ${newest.version}, with revision '${newest.revision}'.`,
    });
  });

  test('is retired', async () => {
    expect(await see({ installed: '15.0.0' })).toMatchObject({
      status: 'failed',
      priority: 'P2',
      message: "klaviyo-api 15.0.0 sends revision '2024-10-15', retired on 2026-10-15 and answered as '2025-01-15'.",
    });
  });

  test('is not retired the day before', async () => {
    expect(await see({ installed: '15.0.0' }, '2026-10-14')).toMatchObject({ status: 'warned', priority: 'P3' });
  });

  test('is that of its minor version, when the patch is not known', async () => {
    expect(await see({ installed: '22.0.0' })).toMatchObject({
      message: expect.stringContaining("revision '2026-04-15'"),
    });
  });

  test('is not known for a release of the future', async () => {
    expect(await see({ installed: '99.0.0' })).toMatchObject({
      status: 'passed',
      message: expect.stringContaining('is newer than'),
    });
  });

  test('is not known for a release that never was', async () => {
    expect(await see({ installed: '19.7.0' })).toMatchObject({ status: 'warned', priority: 'P4' });
  });
});

describe('what the manifest declares', () => {
  test('an exact version stands for the installed one', async () => {
    expect(await see({ declared: '15.0.0' })).toMatchObject({ status: 'failed', priority: 'P2' });
  });

  test('a range alone does not tell the version', async () => {
    expect(await see({ declared: '^22.0.0' })).toEqual({
      status: 'warned',
      priority: 'P4',
      faultDomain: 'code',
      message: "The installed version of klaviyo-api is not known; the manifest says '^22.0.0'.",
      nextAction: 'Commit a lock file, or declare one exact version.',
    });
  });

  test('a range that the installed version is in', async () => {
    expect(await see({ declared: '^22.0.0', installed: '22.0.1' })).toMatchObject({
      status: 'warned',
      priority: 'P3',
      message: "klaviyo-api 22.0.1 is in use, but the manifest declares the range '^22.0.0'.",
      nextAction: "Declare '22.0.1' exactly, because each release sends its own API revision.",
    });
  });

  test('a range that the installed version is not in', async () => {
    expect(await see({ declared: '^23.0.0', installed: '22.0.1' })).toMatchObject({
      status: 'warned',
      priority: 'P3',
      message: "klaviyo-api 22.0.1 is installed, but the manifest declares '^23.0.0'.",
    });
  });

  test('a reference that is no range is not compared', async () => {
    expect(await see({ declared: 'catalog:', installed: '22.0.1' })).toMatchObject({ status: 'passed' });
  });

  test.each(['git+https://user:secret@host.example/klaviyo-api.git', '::set-output name=x::y', '1\n::error::x'])(
    'a text that may hold anything is not repeated: %j',
    async declared => {
      expect(await see({ declared })).toMatchObject({
        message: "The installed version of klaviyo-api is not known; the manifest says '…'.",
      });
    },
  );
});

describe('installed = locked = pinned', () => {
  test('all three agree', async () => {
    expect(await see({ installed: newest.version, locked: newest.version, declared: newest.version })).toMatchObject({
      status: 'passed',
    });
  });

  test('another one is locked', async () => {
    expect(await see({ installed: '23.0.0', locked: '22.0.1', declared: '23.0.0' })).toMatchObject({
      status: 'warned',
      priority: 'P3',
      message: 'klaviyo-api 23.0.0 is installed, but 22.0.1 is locked.',
    });
  });

  test('the locked one stands for one that is not installed', async () => {
    expect(await see({ locked: '22.0.1', declared: '23.0.0' })).toMatchObject({
      status: 'warned',
      message: "klaviyo-api 22.0.1 is locked, but the manifest declares '23.0.0'.",
    });
  });

  test('a retired revision is reported before a disagreement', async () => {
    expect(await see({ installed: '15.0.0', locked: '22.0.1', declared: '^22.0.0' })).toMatchObject({
      status: 'failed',
      priority: 'P2',
    });
  });
});

test.each([undefined, {}] satisfies (ProjectSdk | undefined)[])(
  'outside of a project it is not asked: %j',
  async sdk => {
    expect(sdkVersion.notAsked(await contextWith({ sdk }))).toBe(
      'there is no project with the SDK in the working folder',
    );
    expect(sdkVersion.notAsked(await contextWith({ sdk: { declared: 'latest' } }))).toBeUndefined();
  },
);
