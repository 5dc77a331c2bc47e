import { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning } from '@actions/core';
import { checkForChecklist } from '../src/audit/checklist.ts';
import { runLivePreflight } from '../src/audit/live-preflight.ts';
import { safeFixPatch } from '../src/fix/fix.ts';
import { runAction } from './run-action.ts';

await runAction({
  core: { error, getInput, info, notice, setFailed, setOutput, setSecret, summary, warning },
  env: process.env,
  asOf: new Date().toISOString().slice(0, 10),
  onInterrupt(listener) {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    for (const signal of signals) process.on(signal, listener);
    return () => signals.forEach(signal => process.off(signal, listener));
  },
  check: checkForChecklist,
  makePatch: safeFixPatch,
  runPreflight: async ({ root, paths, configuration, searchPath, ...options }) =>
    runLivePreflight(root, { paths, asOf: options.asOf, configuration, searchPath }, options),
});
