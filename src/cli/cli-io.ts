import { printed } from '../reporters/printed.ts';
import { writeReport } from './report-file.ts';

/** What the command line needs of the process that it runs in. */
export interface CliIo {
  workingFolder: string;
  environment: Readonly<Record<string, string | undefined>>;
  now: Date;
  /** Resolves when the text has left the process, or its reader is gone. */
  writeOut(text: string): Promise<void>;
  writeError(text: string): void;
  /** All of standard input. */
  readIn?(): Promise<Buffer>;
  /** Standard error is a terminal, where a line can be written over. */
  isTerminal?: boolean;
  /** Of that terminal. */
  columns?: number;
  /** Standard output is a terminal. */
  isOutputTerminal?: boolean;
  /** Of that terminal. */
  outputColumns?: number;
  /** Asks the person at the terminal; there if there is one. @returns undefined when the person breaks off */
  ask?(question: string): Promise<string | undefined>;
  /** Calls back when the process is interrupted or terminated, instead of ending it. @returns how to stop that */
  onInterrupt?(listener: () => void): () => void;
}

/** Prints something for the person at the terminal, safely whatever it holds. */
export function tell(io: CliIo, message: string): void {
  io.writeError(printed(message.trimEnd().split('\n')));
}

/** Writes a report: to standard output, or to a file. @throws UsageError if the file cannot be written */
export async function deliver(io: CliIo, text: string, file: string | undefined): Promise<void> {
  if (file === undefined) await io.writeOut(text);
  else writeReport(io.workingFolder, file, text);
}
