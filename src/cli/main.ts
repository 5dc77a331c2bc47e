#!/usr/bin/env node
import module from 'node:module';
import { runCli } from './run-cli.ts';

/** Node.js has it since 22.1. The heavy parts are compiled once per machine, and not in each run. */
const enableCompileCache = Reflect.get(module, 'enableCompileCache') as (() => unknown) | undefined;
enableCompileCache?.();

const STOPPING = ['SIGINT', 'SIGTERM'] as const;

for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietlyIfClosed);

process.exitCode = await runCli(process.argv.slice(2), {
  workingFolder: process.cwd(),
  environment: process.env,
  now: new Date(),
  writeOut: text => new Promise(resolve => process.stdout.write(text, () => resolve())),
  writeError: text => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  columns: process.stderr.columns,
  onInterrupt(listener) {
    for (const signal of STOPPING) process.on(signal, listener);
    return () => {
      for (const signal of STOPPING) process.off(signal, listener);
    };
  },
});

/** A reader such as `head` may go before the report ends. */
function endQuietlyIfClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
