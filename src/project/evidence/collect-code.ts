import type { CodeOutline, EvidenceFacts } from '../../model/evidence-facts.ts';
import { EVIDENCE_SIGNS } from '../../vendors/evidence-signs.ts';
import type { VendorId } from '../../vendors/sdks.ts';
import { readComponent } from '../containers/read-component.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { LINT_VENDORS, type LintVendor } from '../lint/lint-vendor.ts';
import { readSource, type SourceFile } from '../lint/prefilter.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { importSpecifiers } from '../modules/import-specifiers.ts';
import { createModuleResolver, type ModuleResolver } from '../modules/module-resolver.ts';
import { packageAliases } from '../modules/package-aliases.ts';
import { emptyOutline, outlineOf } from './code-outline.ts';
import { createCodeParser, type ParseCode } from './parse-code.ts';

/** What a server and its health endpoint look like, whether or not the file names the vendor. */
const SERVES =
  /health|livez|readyz|createServer|from ['"](?:express|fastify|koa|hono|@nestjs)|require\(['"](?:express|fastify|koa)|Bun\.serve|Deno\.serve/i;

/** What a text holds in which a collector may find something; the others are not parsed, because most code says none of it. */
const MAY_SHOW = new RegExp(
  [
    'phone_?number|e164|isMobile|[\'"]phone[\'"/]|normalizePhone|validatePhone|\\\\\\+\\??\\[1-9\\]',
    'webhook|createHmac|timingSafeEqual|importKey|secret|vault|doppler|infisical|1password|bitwarden',
    'variation|isEnabled|isFeatureEnabled|getBoolean|hasFeature|checkGate|getFeatureGate|getTreatment|useF(?:lag|eature)|isO(?:n|ff)\\(|getValueAsync|getFlag|flag\\(|featureEnabled|getToggle',
    'p-limit|p-queue|p-throttle|p-map|rate-?limit|limiter|throttl|bottleneck|async-sema|async-mutex|promise-pool|async-pool|bull|fastq|semaphore|tokenbucket|leakybucket|concurrencyLimit|async\\.(?:queue|priority|each|map|parallel)',
    'opossum|cockatiel|brakes|mollitia|hystrix|circuit|levee|dead[-_]?letter|dlq',
    'bee-queue|pg-boss|graphile|agenda|google-cloud|aws-sdk|@azure|amqplib|kafkajs|inngest|trigger\\.dev|temporalio|qstash|resque|quirrel',
    'idempoten|dedup|already_?(?:processed|handled|seen)|(?:processed|handled|seen)_?(?:webhook|event|deliver)|set_?nx|sadd|[\'"`]NX[\'"`]|conflict|insertOne|insert\\s+ignore|upsert|findOrCreate|createMany|duplicate\\s+key',
  ].join('|'),
  'i',
);

/** Code by its path, with what it imports. */
interface Graph {
  sources: Map<string, SourceFile>;
  targets: Map<string, string[]>;
}

/** Outlines the code that has to do with the vendor, and that which serves HTTP. */
export async function collectCode(
  read: FileReader,
  files: readonly string[],
  vendorId: VendorId,
): Promise<Pick<EvidenceFacts, 'code' | 'unread'>> {
  const signs = EVIDENCE_SIGNS[vendorId];
  const vendor = LINT_VENDORS[vendorId];
  const readJson = createJsonReader(read);
  const resolve = createModuleResolver(new Set(files), readJson);
  const ofSdk = packageAliases(new Set(files), readJson)
    .of(vendor.isSdkModule)
    .filter(name => !signs.mentions(name));
  const unread: EvidenceFacts['unread'] = [];
  // Evidence has signs of its own, such as the short name.
  const wanted = { ...vendor, isSigned: (text: string) => vendor.isSigned(text) || signs.mentions(text) };
  const { sources, targets } = readGraph(read, files, { resolve, unread, vendor: wanted });
  const named = new Set(
    [...sources.values()]
      .filter(({ path, text }) => signs.mentions(text) || signs.mentions(path))
      .map(({ path }) => path),
  );
  const isCaller = ({ text }: SourceFile): boolean =>
    signs.callsApi.test(text) || ofSdk.some(name => text.includes(`'${name}`) || text.includes(`"${name}`));
  const reaching = reachedBackwards(
    targets,
    [...sources.values()].filter(isCaller).map(({ path }) => path),
  );
  const near = neighbours(targets, named);
  const code: CodeOutline[] = [];
  let parse: ParseCode | undefined;
  for (const source of sources.values()) {
    const { path, text } = source;
    if (!near.has(path) && !SERVES.test(text)) continue;
    const outline =
      SERVES.test(text) || MAY_SHOW.test(`${path}\n${text}`) || signs.mayShow.test(`${path}\n${text}`)
        ? await outlineIn(source, (parse ??= await createCodeParser()))
        : emptyOutline();
    if (typeof outline === 'string') unread.push({ path: source.path, reason: outline });
    else
      code.push({
        ...outline,
        path: source.path,
        imports: outline.imports.map(found => ({ ...found, ...targetOf(resolve(found.specifier, source.path)) })),
        isNear: near.has(source.path),
        reachesVendor: reaching.has(source.path),
      });
  }
  return { code, unread };
}

function targetOf(target: string | undefined): { target?: string } {
  return target === undefined ? {} : { target };
}

function readGraph(
  read: FileReader,
  files: readonly string[],
  { resolve, unread, vendor }: { resolve: ModuleResolver; unread: EvidenceFacts['unread']; vendor: LintVendor },
): Graph {
  const graph: Graph = { sources: new Map(), targets: new Map() };
  for (const path of files) {
    const found =
      fileKind(path) === 'component' ? readComponent(read, path, vendor) : readSource(read, path, () => true);
    if (found === undefined) continue;
    if ('reason' in found) {
      unread.push({ path, reason: found.reason });
      continue;
    }
    for (const source of [found].flat()) {
      graph.sources.set(graph.sources.has(path) ? `${path}?${graph.sources.size}` : path, source);
      const known = graph.targets.get(path) ?? [];
      graph.targets.set(path, [
        ...known,
        ...importSpecifiers(source.text).flatMap(specifier => resolve(specifier, path) ?? []),
      ]);
    }
  }
  return graph;
}

/** The files that import one of some files, directly or not, and those themselves. */
function reachedBackwards(targets: Graph['targets'], from: readonly string[]): Set<string> {
  const importers = new Map<string, string[]>();
  for (const [path, imported] of targets)
    for (const target of imported) importers.set(target, [...(importers.get(target) ?? []), path]);
  const reached = new Set(from);
  for (const path of reached) for (const importer of importers.get(path) ?? []) reached.add(importer);
  return reached;
}

/** Some files, what they import, and what imports them. */
function neighbours(targets: Graph['targets'], named: ReadonlySet<string>): Set<string> {
  const near = new Set(named);
  for (const [path, imported] of targets) {
    if (named.has(path)) for (const target of imported) near.add(target);
    if (imported.some(target => named.has(target))) near.add(path);
  }
  return near;
}

type Outlined = ReturnType<typeof outlineOf>;

/** @returns the outline, or why there is none */
async function outlineIn(source: SourceFile, parse: ParseCode): Promise<Outlined | string> {
  try {
    const parsed = await parse(source);
    return parsed ? outlineOf(parsed.ast, parsed.visitorKeys) : 'it does not parse';
  } catch (error) {
    return failureReason(error);
  }
}
