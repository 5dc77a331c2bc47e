import { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning } from '@actions/core';
import { audit } from '../src/audit.ts';
import { runPreflight } from '../src/preflight/run-preflight.ts';
import { readLiveProject } from '../src/project/live-project.ts';
import { runAction } from './run-action.ts';

await runAction({
  core: { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning },
  env: process.env,
  asOf: new Date().toISOString().slice(0, 10),
  audit,
  runPreflight: async ({ root, configuration, searchPath, ...options }) => runPreflight({ ...options, ...(await readLiveProject(root, { asOf: options.asOf, configuration, searchPath })) }),
});
