import * as core from '@actions/core';
import { audit } from '../src/audit.ts';
import { runPreflight } from '../src/preflight/run-preflight.ts';
import { readProjectSdk } from '../src/project/project-sdk.ts';
import { runAction } from './run-action.ts';

await runAction({
  core,
  env: process.env,
  asOf: new Date().toISOString().slice(0, 10),
  audit,
  runPreflight: async ({ root, ...options }) => runPreflight({ ...options, sdk: await readProjectSdk(root) }),
});
