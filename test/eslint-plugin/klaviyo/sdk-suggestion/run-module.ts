import { createRequire } from 'node:module';
import type { AxiosStatic, InternalAxiosRequestConfig } from 'axios';
import ts from 'typescript';
import { startSimulator } from '../../../support/simulator.ts';

const require = createRequire(import.meta.url);
/** The one that the SDK requires, not what an import gives. */
const axios = require('axios') as AxiosStatic;
const HOST = 'https://a.klaviyo.com';

/** What a module did: its requests, without what differs by nature, and what its function `run` returned. */
export interface Run {
  requests: { method: string; path: string; query: [string, string][]; body: unknown; hasKey: boolean }[];
  returned: unknown;
}

/**
 * Runs the code of a test, whose requests to the vendor's host go to a simulator of its own.
 *
 * @param code a module that exports `run`
 */
export async function runModule(code: string): Promise<Run> {
  const simulator = await startSimulator({ asOf: '2026-11-20' });
  const { adapter } = axios.defaults;
  axios.defaults.adapter = (config: InternalAxiosRequestConfig) => {
    const url = config.url?.replace(HOST, simulator.apiUrl);
    const base = config.baseURL?.replace(HOST, simulator.apiUrl);
    return axios.getAdapter('http')({
      ...config,
      ...(url !== undefined && { url }),
      ...(base !== undefined && { baseURL: base }),
    });
  };
  try {
    const exported = evaluated(code, {
      fetch: (url: string, options: RequestInit) => fetch(url.replace(HOST, simulator.apiUrl), options),
      process: { env: { KLAVIYO_PRIVATE_KEY: simulator.key } },
      require: (name: string): unknown => require(name),
    });
    const returned = (JSON.stringify(await exported.run()) as string | undefined)?.replaceAll(simulator.apiUrl, HOST);
    return { requests: simulator.requests.map(plainRequest), returned: returned && (JSON.parse(returned) as unknown) };
  } finally {
    if (adapter) axios.defaults.adapter = adapter;
    await simulator.close();
  }
}

function evaluated(code: string, names: Record<string, unknown>): { run: () => Promise<unknown> } {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const module = { exports: {} as { run: () => Promise<unknown> } };
  const scope = { ...names, module, exports: module.exports };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is that of this repository's own tests
  new Function(...Object.keys(scope), outputText)(...Object.values(scope));
  return module.exports;
}

function plainRequest({
  method,
  path,
  body,
  hasKey,
}: {
  method: string;
  path: string;
  body?: string;
  hasKey: boolean;
}): Run['requests'][number] {
  const url = new URL(path, HOST);
  const query = [...url.searchParams].sort(([one], [other]) => (one < other ? -1 : 1));
  const sent: unknown = body === undefined ? undefined : JSON.parse(body);
  return { method, path: url.pathname.replace(/\/$/, ''), query, body: sent, hasKey };
}
