// Usage: tsx scripts/update-github-api.ts FOLDER
// Cuts the operations that the Action uses out of GitHub's own description of its API, for the tests of what the Action sends.
// FOLDER is an unpacked `@octokit/openapi`: `npm pack` it, because it is too large to be a dependency.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

type Json = Record<string, unknown>;

interface Operation {
  parameters?: Json[];
  requestBody?: { content: Record<string, { schema: Json }> };
}

const FIXTURE = path.resolve('test/fixtures/github/operations.json');

const USED = [
  'POST /repos/{owner}/{repo}/check-runs',
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
  'PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}',
  'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}',
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
];

const [folder = ''] = process.argv.slice(2);
const { version } = await readJson('package.json');
const description = await readJson('generated/api.github.com.json');
const operations = Object.fromEntries(USED.map(name => [name, operationOf(name)]));
const source = `@octokit/openapi ${String(version)}, generated/api.github.com.json`;
await writeFile(FIXTURE, `${JSON.stringify({ source, operations }, undefined, 1)}\n`);

async function readJson(name: string): Promise<Json> {
  return JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Json;
}

function operationOf(name: string): Json {
  const [method = '', route = ''] = name.split(' ');
  const { parameters = [], requestBody } = at('paths', route, method.toLowerCase()) as Operation;
  const body = requestBody?.content['application/json']?.schema;
  return { parameters: resolved(parameters), ...(body && { body: resolved(body) }) };
}

function at(...keys: string[]): unknown {
  return keys.reduce<unknown>((parent, key) => (parent as Json)[key], description);
}

/** With every reference replaced by what it refers to. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return resolved(at(...String(value.$ref).slice(2).split('/')));
  const kept = Object.entries(value).filter(([name, inner]) => name !== 'examples' && !isProse(name, inner));
  return Object.fromEntries(kept.map(([name, inner]) => [name, resolved(inner)]));
}

/** It validates nothing. A property of the name is an object. */
function isProse(name: string, value: unknown): boolean {
  return ['description', 'example'].includes(name) && typeof value === 'string';
}
