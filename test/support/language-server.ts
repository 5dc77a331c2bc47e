import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SERVER = createRequire(import.meta.url).resolve('vscode-langservers-extracted/bin/vscode-eslint-language-server');

export interface Position {
  line: number;
  character: number;
}

export interface TextEdit {
  range: { start: Position; end: Position };
  newText: string;
}

export interface Diagnostic {
  range: { start: Position; end: Position };
  message: string;
  severity: number;
  code?: string;
  codeDescription?: { href: string };
}

interface CodeAction {
  title: string;
  kind?: string;
  isPreferred?: boolean;
  command?: { command: string; arguments?: unknown[] };
}

/** A change that the editor offers at a diagnostic. */
export interface OfferedChange {
  title: string;
  /** Of a fix; a suggestion is not preferred. */
  isPreferred: boolean;
  edits: TextEdit[];
}

interface WorkspaceEdit {
  documentChanges?: { edits: TextEdit[] }[];
}

interface Message {
  id?: number;
  method?: string;
  params?: never;
  result?: never;
  error?: { message: string };
}

/** The language server of ESLint as an editor talks to it: over standard input and output, in frames of JSON. */
export class LanguageServer {
  readonly #folder: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  readonly #applied: WorkspaceEdit[] = [];
  #received = Buffer.alloc(0);
  #lastId = 0;

  /** @param folder the root of a project with ESLint, its configuration and the plugin */
  constructor(folder: string) {
    this.#folder = folder;
    this.#process = spawn(process.execPath, [SERVER, '--stdio'], { cwd: folder });
    this.#process.stderr.resume();
    this.#process.stdout.on('data', (data: Buffer) => this.#receive(data));
  }

  async start(): Promise<void> {
    const folder = { uri: this.#uri('.'), name: 'project' };
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          applyEdit: true,
          workspaceEdit: { documentChanges: true },
        },
        textDocument: {
          publishDiagnostics: { codeDescriptionSupport: true },
          diagnostic: { dynamicRegistration: true },
          codeAction: {
            codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
            isPreferredSupport: true,
          },
        },
      },
    });
    this.#notify('initialized', {});
  }

  /** Opens a file with a text that need not be the one on the disk, and asks what is wrong with it. */
  async open(file: string, text: string): Promise<Diagnostic[]> {
    const uri = this.#uri(file);
    const languageId = /\.[cm]?tsx?$/.test(file) ? 'typescript' : 'javascript';
    this.#notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    const answer = await this.#request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    return answer.items;
  }

  close(file: string): void {
    this.#notify('textDocument/didClose', { textDocument: { uri: this.#uri(file) } });
  }

  /** What the editor offers at a diagnostic of an open file, without what only silences it. */
  async changesAt(file: string, diagnostic: Diagnostic): Promise<OfferedChange[]> {
    const actions = await this.#request<CodeAction[] | null>('textDocument/codeAction', {
      textDocument: { uri: this.#uri(file) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], triggerKind: 1 },
    });
    const changes: OfferedChange[] = [];
    for (const { title, isPreferred = false, command } of actions ?? []) {
      if (!command || !['eslint.applySingleFix', 'eslint.applySuggestion'].includes(command.command)) continue;
      const edits = await this.#editsOf('workspace/executeCommand', {
        command: command.command,
        arguments: command.arguments,
      });
      changes.push({ title, isPreferred, edits });
    }
    return changes;
  }

  /** What "Fix all auto-fixable problems" changes in an open file. */
  async fixAll(file: string): Promise<TextEdit[]> {
    const uri = this.#uri(file);
    return this.#editsOf('workspace/executeCommand', {
      command: 'eslint.applyAllFixes',
      arguments: [{ uri, version: 1 }],
    });
  }

  async stop(): Promise<void> {
    await this.#request('shutdown', null);
    const ended = once(this.#process, 'exit');
    this.#notify('exit', null);
    await ended;
  }

  async #editsOf(method: string, params: unknown): Promise<TextEdit[]> {
    this.#applied.length = 0;
    await this.#request(method, params);
    return this.#applied.flatMap(({ documentChanges = [] }) => documentChanges.flatMap(({ edits }) => edits));
  }

  #uri(file: string): string {
    return pathToFileURL(path.resolve(this.#folder, file)).href;
  }

  #request<Result>(method: string, params: unknown): Promise<Result> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#send({ id, method, params });
    return new Promise<Result>((resolve, reject) => this.#waiting.set(id, { resolve: resolve, reject }));
  }

  #notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, end).toString())?.[1]);
      const next = end + 4 + length;
      if (this.#received.length < next) return;
      const message = JSON.parse(this.#received.subarray(end + 4, next).toString()) as Message;
      this.#received = this.#received.subarray(next);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (id === undefined) return;
    if (method !== undefined) {
      this.#send({ id, result: this.#answer(method, params) });
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result as never);
  }

  /** What an editor answers when the server asks. */
  #answer(method: string, params: unknown): unknown {
    switch (method) {
      case 'workspace/configuration':
        return (params as { items: unknown[] }).items.map(() => this.#settings());
      case 'workspace/applyEdit':
        this.#applied.push((params as { edit: WorkspaceEdit }).edit);
        return { applied: true };
      case 'eslint/confirmESLintExecution':
        return 4;
      default:
        return null;
    }
  }

  #settings(): object {
    return {
      validate: 'on',
      run: 'onType',
      quiet: false,
      onIgnoredFiles: 'off',
      useESLintClass: true,
      useFlatConfig: true,
      experimental: {},
      codeAction: {
        disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
        showDocumentation: { enable: true },
      },
      codeActionOnSave: { mode: 'all' },
      format: false,
      options: {},
      rulesCustomizations: [],
      problems: { shortenToSingleLine: false },
      nodePath: null,
      packageManager: 'npm',
      workingDirectory: { directory: this.#folder },
      workspaceFolder: { uri: this.#uri('.'), name: 'project' },
    };
  }
}

/** The text after an editor applied edits to it. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const offsetOf = ({ line, character }: Position): number =>
    text
      .split('\n')
      .slice(0, line)
      .reduce((offset, each) => offset + each.length + 1, character);
  const backwards = edits
    .map(({ range, newText }) => ({ start: offsetOf(range.start), end: offsetOf(range.end), newText }))
    .sort((one, other) => other.start - one.start);
  return backwards.reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text);
}
