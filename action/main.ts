import { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning } from '@actions/core';
import { audit } from '../src/audit.ts';
import { runPreflight } from '../src/preflight/run-preflight.ts';
import { readProjectSdk } from '../src/project/project-sdk.ts';
import { runAction } from './run-action.ts';

await runAction({
  core: { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning },
  env: process.env,
  asOf: new Date().toISOString().slice(0, 10),
  audit,
  runPreflight: async ({ root, ...options }) => runPreflight({ ...options, sdk: await readProjectSdk(root) }),
});
