import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contractOf, type SeenRequest } from './contract.ts';

export const TOKEN = ['ghs', '0123456789abcdefghij'].join('_');
export const LOGIN = 'github-actions[bot]';
export const HEAD = 'a'.repeat(40);

/** What goes wrong with a request: an answer instead of the right one, or a connection that ends. */
export interface Fault {
  status?: number;
  headers?: Record<string, string>;
  message?: string;
  /** The request is carried out all the same. */
  isCarriedOut?: boolean;
  /** The right answer begins, and breaks off. */
  isCut?: boolean;
}

export interface Request extends SeenRequest {
  /** As GitHub's description names it. */
  operation: string;
  /** How many requests of the operation came before. */
  nth: number;
}

export interface CheckRun {
  id: number;
  name: string;
  head_sha: string;
  external_id: string;
  started_at?: string;
  status: string;
  conclusion: string | null;
  details_url?: string;
  output: { title: string; summary: string; text?: string };
  annotations: { path: string; start_line: number; annotation_level: string; title: string; message: string }[];
}

export interface Comment {
  id: number;
  body: string;
  user: { login: string };
  path?: string;
  line?: number;
  start_line?: number;
  in_reply_to_id?: number;
}

export interface FakeGithub {
  url: string;
  /** All requests, in order. */
  requests: Request[];
  /** What is wrong with them by GitHub's own description, or with their headers. */
  problems: string[];
  checkRuns: CheckRun[];
  reviews: { body: string; commit_id: string; comments: Comment[] }[];
  lineComments: Comment[];
  comments: Comment[];
  files: { filename: string; sha: string | null; status: string; patch?: string }[];
  /** The commit that the pull request has now. */
  head: string;
  /** Called for every request. */
  fault: (request: Request) => Fault | undefined;
  /** Headers of every list. */
  listHeaders: Record<string, string>;
  /** How often each operation was requested. */
  counts(): Record<string, number>;
  close(): Promise<void>;
}

/** Plays GitHub on this machine, as far as the Action talks to it. @param prefix what stands before the paths of the API */
export async function startGithub(prefix = ''): Promise<FakeGithub> {
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  const github: FakeGithub = {
    url: '',
    requests: [],
    problems: [],
    checkRuns: [],
    reviews: [],
    lineComments: [],
    comments: [],
    files: [],
    head: HEAD,
    fault: () => undefined,
    listHeaders: {},
    counts() {
      const names = this.requests.map(({ operation }) => operation);
      return Object.fromEntries([...new Set(names)].map(name => [name, names.filter(other => other === name).length]));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks = await incoming.toArray();
    const text = Buffer.concat(chunks as Buffer[]).toString();
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://github.test');
    const seen = {
      method: incoming.method ?? '',
      path: pathname.startsWith(prefix) ? pathname.slice(prefix.length) : `not below ${prefix}: ${pathname}`,
      query: Object.fromEntries(searchParams),
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
    const { operation, parameters, problems } = isViewerQuery(pathname, prefix, seen)
      ? { operation: 'POST /graphql', parameters: {}, problems: [] }
      : contractOf(seen);
    github.problems.push(...problems, ...wrongHeaders(incoming));
    const name = operation ?? `${seen.method} ${seen.path}`;
    const nth = github.requests.filter(request => request.operation === name).length;
    const request = { ...seen, operation: name, nth };
    github.requests.push(request);
    const fault = github.fault(request);
    if (fault === undefined || fault.isCarriedOut) {
      const done = carryOut(github, request, parameters);
      if (fault === undefined) {
        respond(outgoing, done);
        return;
      }
    }
    fail(incoming, outgoing, fault);
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  github.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`;
  return github;
}

interface Answer {
  status: number;
  data?: unknown;
  headers?: Record<string, string> | undefined;
}

function respond(outgoing: ServerResponse, { status, data, headers }: Answer): void {
  outgoing.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  outgoing.end(data === undefined ? undefined : JSON.stringify(data));
}

function fail(
  { socket }: IncomingMessage,
  outgoing: ServerResponse,
  { status, message = 'Server Error', headers, isCut }: Fault,
): void {
  if (isCut) {
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
    outgoing.write('{ "id": 1', () => socket.destroy());
  } else if (status === undefined) socket.destroy();
  else respond(outgoing, { status, data: { message }, headers });
}

/** GraphQL has a description of its own; the one query is compared as it stands. */
function isViewerQuery(pathname: string, prefix: string, { method, body }: SeenRequest): boolean {
  const path = prefix === '' ? '/graphql' : '/api/graphql';
  return method === 'POST' && pathname === path && JSON.stringify(body) === '{"query":"{ viewer { login } }"}';
}

function wrongHeaders({ headers }: IncomingMessage): string[] {
  const right = {
    authorization: `token ${TOKEN}`,
    accept: /^application\/vnd\.github\.v3\+json$/,
    'user-agent': /^klaviyo-lint /,
  };
  return Object.entries(right).flatMap(([name, value]) => {
    const given = String(headers[name]);
    return (typeof value === 'string' ? given === value : value.test(given)) ? [] : [`${name} is '${given}'`];
  });
}

type Fields = Record<string, unknown>;

function carryOut(github: FakeGithub, request: Request, parameters: Record<string, string>): Answer {
  const body = (request.body ?? {}) as Fields;
  const id = Number(parameters['check_run_id'] ?? parameters['comment_id']);
  switch (request.operation) {
    case 'POST /graphql':
      return { status: 200, data: { data: { viewer: { login: LOGIN } } } };
    case 'POST /repos/{owner}/{repo}/check-runs':
      return { status: 201, data: shown(createCheckRun(github, body)) };
    case 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}':
      return found(github.checkRuns.find(run => run.id === id));
    case 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}':
      return found(updateCheckRun(github, id, body));
    case 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': {
      const { status } = request.query;
      const runs = github.checkRuns.filter(
        run => run.head_sha === parameters['ref'] && (status === undefined || run.status === status),
      );
      return { status: 200, data: { total_count: runs.length, check_runs: runs.map(shown) } };
    }
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}':
      return { status: 200, data: { number: Number(parameters['pull_number']), head: { sha: github.head } } };
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files':
      return page(github, github.files, request);
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments':
      return page(github, github.lineComments, request);
    case 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments':
      return page(github, github.comments, request);
    case 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews':
      return createReview(github, body as unknown as FakeGithub['reviews'][number]);
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments':
      return { status: 201, data: created(github.comments, { body: String(body['body']) }) };
    case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}':
      return changed(github.comments, id, body);
    case 'PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}':
      return changed(github.lineComments, id, body);
    case 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}':
      return deleted(github.comments, id);
    case 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}':
      return deleted(github.lineComments, id);
    default:
      return { status: 404, data: { message: 'Not Found' } };
  }
}

function createCheckRun(github: FakeGithub, body: Fields): CheckRun {
  const { output, ...rest } = body as unknown as CheckRun;
  const run = {
    started_at: new Date().toISOString(),
    ...rest,
    id: github.checkRuns.length + 1,
    conclusion: null,
    output,
    annotations: [],
  };
  github.checkRuns.push(run);
  return run;
}

/** Annotations are appended, all else is replaced. */
function updateCheckRun(github: FakeGithub, id: number, body: Fields): CheckRun | undefined {
  const run = github.checkRuns.find(candidate => candidate.id === id);
  const { output, ...rest } = body as { output?: CheckRun['output'] & Partial<Pick<CheckRun, 'annotations'>> };
  if (run === undefined) return undefined;
  Object.assign(run, rest);
  if (output) {
    const { annotations = [], ...texts } = output;
    run.output = texts;
    run.annotations.push(...annotations);
  }
  return run;
}

function shown({ annotations, output, ...run }: CheckRun): unknown {
  return { ...run, output: { ...output, annotations_count: annotations.length } };
}

function found(run: CheckRun | undefined): Answer {
  return run ? { status: 200, data: shown(run) } : { status: 404, data: { message: 'Not Found' } };
}

function page(github: FakeGithub, items: readonly unknown[], { query }: Request): Answer {
  const [number, size] = [Number(query['page'] ?? 1), Number(query['per_page'] ?? 30)];
  return { status: 200, data: items.slice((number - 1) * size, number * size), headers: github.listHeaders };
}

let lastId = 1000;

function created(comments: Comment[], fields: Omit<Comment, 'id' | 'user'>): Comment {
  const comment = { ...fields, id: (lastId += 1), user: { login: LOGIN } };
  comments.push(comment);
  return comment;
}

/** As a whole or not at all. */
function createReview(github: FakeGithub, review: FakeGithub['reviews'][number]): Answer {
  const isWrong = review.comments.some(({ path, line = 0, start_line = line }) => {
    const patch = github.files.find(({ filename }) => filename === path)?.patch ?? '';
    const hunk = linesIn(patch).find(lines => lines.includes(line));
    return hunk === undefined || !hunk.includes(start_line) || start_line > line;
  });
  if (isWrong) return { status: 422, data: { message: 'Line must be part of the diff' } };
  github.reviews.push(review);
  for (const comment of review.comments) created(github.lineComments, comment);
  return { status: 200, data: { id: (lastId += 1) } };
}

/** The numbers of the new file's lines that a diff shows, hunk by hunk. */
function linesIn(patch: string): number[][] {
  const hunks: number[][] = [];
  let number = 0;
  for (const line of patch.split('\n')) {
    const [, first] = /^@@ -\S+ \+(\d+)/.exec(line) ?? [];
    if (first !== undefined) {
      number = Number(first);
      hunks.push([]);
    } else if (/^[ +]/.test(line)) {
      hunks.at(-1)?.push(number);
      number += 1;
    }
  }
  return hunks;
}

function changed(comments: Comment[], id: number, body: Fields): Answer {
  const comment = comments.find(candidate => candidate.id === id);
  if (comment === undefined) return { status: 404, data: { message: 'Not Found' } };
  return { status: 200, data: Object.assign(comment, body) };
}

function deleted(comments: Comment[], id: number): Answer {
  const index = comments.findIndex(comment => comment.id === id);
  if (index === -1) return { status: 404, data: { message: 'Not Found' } };
  comments.splice(index, 1);
  return { status: 204 };
}
