import type { ShellRequest } from './request.ts';
import type { Span } from './text.ts';

/** What a rule reports about a request of a shell, by the ids of the rule, without the vendor's name, and of its message. */
export interface Report {
  rule: string;
  messageId: string;
  data: Record<string, string>;
  at: Span;
  /** The path of the API that is called. */
  path: string;
  /** The secret that it is about, which stays in the process. */
  key?: string;
  /** What stands for it in the file. */
  written?: string;
}

/** Reports a request of a shell as the rules of a vendor report one in JavaScript. @param asOf today, `YYYY-MM-DD` */
export type Judge = (request: ShellRequest, asOf: string) => Report[];

/** Reports what stands in a text that holds commands, whether or not they send it. */
export type TextJudge = (text: string) => Report[];
