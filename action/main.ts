import { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning } from '@actions/core';
import { audit } from '../src/audit/audit.ts';
import { runLivePreflight } from '../src/audit/live-preflight.ts';
import { runAction } from './run-action.ts';

await runAction({
  core: { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning },
  env: process.env,
  asOf: new Date().toISOString().slice(0, 10),
  audit,
  runPreflight: async ({ root, configuration, searchPath, ...options }) =>
    runLivePreflight(root, { asOf: options.asOf, configuration, searchPath }, options),
});
