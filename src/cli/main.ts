#!/usr/bin/env node
import module from 'node:module';
import { buffer } from 'node:stream/consumers';
import { runCli } from './run-cli.ts';

/** Node.js has it since 22.1. The heavy parts are compiled once per machine, and not in each run. */
const enableCompileCache = Reflect.get(module, 'enableCompileCache') as (() => unknown) | undefined;
enableCompileCache?.();

const STOPPING = ['SIGINT', 'SIGTERM'] as const;

for (const stream of [process.stdout, process.stderr]) stream.on('error', endIfClosed);

process.exitCode = await runCli(process.argv.slice(2), {
  workingFolder: workingFolder(),
  environment: process.env,
  now: new Date(),
  writeOut: text => new Promise(resolve => process.stdout.write(text, () => resolve())),
  writeError: text => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  columns: process.stderr.columns,
  isOutputTerminal: process.stdout.isTTY,
  outputColumns: process.stdout.columns,
  readIn: () => buffer(process.stdin),
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask }),
  onInterrupt(listener) {
    for (const signal of STOPPING) process.on(signal, listener);
    return () => {
      for (const signal of STOPPING) process.off(signal, listener);
    };
  },
});

/** Asks on standard error, because standard output holds the report. */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise(resolve => {
    terminal.once('close', () => resolve(undefined));
    terminal.once('SIGINT', () => terminal.close());
    terminal.question(question, answer => {
      resolve(answer);
      terminal.close();
    });
  });
}

/** A reader such as `head` may go before the report ends; a full device loses it. */
function endIfClosed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  stop(`klaviyo-lint: The report cannot be written (${error.code}). Make room for it, or name a file with '--output'.`);
}

/** The folder that a terminal stands in may have been deleted. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return stop('klaviyo-lint: The working folder does not exist any more. Change into one that does.');
  }
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
