import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import type { RuleDefinition, RuleDocs } from '../../create-rule.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import { functionsAround, positionalParameters } from '../../program/node.ts';
import { isMocking, isTestFile } from '../../program/test-file.ts';
import type { FunctionNode } from '../../values/value.ts';
import { analyze } from '../analyze.ts';
import { constantTimeFix } from '../webhooks/constant-time.ts';
import { otherEncodings } from '../webhooks/encoding.ts';
import { mayCompareWithNow } from '../webhooks/freshness.ts';
import { foreignReads, type HeaderRead, headerReads, readersIn } from '../webhooks/header-reads.ts';
import { hmacsIn, isWrittenSecret } from '../webhooks/hmac.ts';
import { ignoredVerifications } from '../webhooks/ignored-result.ts';
import { parsedArguments, parsedBodies } from '../webhooks/parsed-body.ts';
import { type SdkVerification, sdkVerificationsIn } from '../webhooks/sdk-verification.ts';
import { isVerified, staticComparisonIn, type VendorHandler, vendorHandlersIn } from '../webhooks/vendor-handlers.ts';
import {
  isOtherText,
  isTime,
  signedParts,
  type Verification,
  variableTimeComparisons,
  verificationBy,
} from '../webhooks/vendor-hmac.ts';

type MessageId =
  | 'unverified'
  | 'staticSecret'
  | 'variableTime'
  | 'useTimingSafeEqual'
  | 'parsedBody'
  | 'wrongHeader'
  | 'useRightHeader'
  | 'unsignedTimestamp'
  | 'otherText'
  | 'otherEncoding'
  | 'uncheckedTimestamp'
  | 'ignoredResult'
  | 'writtenSecret'
  | 'insecureUrl';

/** What the rule says. */
export interface WebhookWords {
  docs: RuleDocs;
  /**
   * Most may name the headers as `{{signature}}` and `{{timestamp}}`; those about a wrong one have its `{{name}}` and `{{rightName}}`.
   * `insecureUrl` is needed only where `problemsOf` finds it.
   */
  messages: Record<Exclude<MessageId, 'insecureUrl'>, string> & { insecureUrl?: string };
  /** What is wrong with a call that registers a webhook. */
  problemsOf?(
    call: TSESTree.CallExpression,
    module: Module,
  ): { kind: 'insecureUrl' | 'writtenSecret'; place: TSESTree.Node }[];
}

/** Makes the rule that requires handlers of a vendor's webhooks to verify what they are sent. */
export function requireWebhookVerification(
  vendor: Vendor,
  { docs, messages, problemsOf }: WebhookWords,
): RuleDefinition<[], MessageId> {
  const { headers, sign } = vendor.webhooks;
  return {
    name: 'require-webhook-verification',
    meta: {
      type: 'problem',
      docs,
      hasSuggestions: true,
      messages: { insecureUrl: '', ...messages },
      schema: [],
      defaultOptions: [],
    },
    create(context) {
      const { module } = analyze(context, vendor);
      if (!sign.test(module.text) && !sign.test(module.path)) return {};
      if (isMocking(module.text) || isTestFile(module.path)) return {};
      const report = createReport(context);
      const data = { signature: headers.signature, timestamp: headers.timestamp };
      const linted: Linted = { module, vendor, data, report };
      return {
        CallExpression(node) {
          for (const { kind, place } of problemsOf?.(node, module) ?? []) report(place, kind);
        },
        'Program:exit'() {
          const reads = headerReads(module.ast, vendor);
          const withRight = readersOfRightNames(reads);
          for (const read of reads)
            if (!withRight[read.header]?.has(functionsAround(read.node).at(-1))) reportHeader(read, report);
          const handlers = vendorHandlersIn(module, reads, vendor);
          const nodes = new Set(handlers.map(({ node }) => node));
          for (const handler of handlers) reportHandler(handler, linted);
          for (const hmac of hmacsIn(module.ast)) {
            const verification = verificationBy(hmac, vendor, node => nodes.has(node));
            if (verification) reportVerification(verification, context.sourceCode, linted);
          }
          for (const verification of sdkVerificationsIn(module, vendor)) reportSdkVerification(verification, linted);
        },
      };
    },
  };
}

/** The linted file, and how something is reported in it. */
interface Linted {
  module: Module;
  vendor: Vendor;
  /** The names of the headers, for messages. */
  data: Record<'signature' | 'timestamp', string>;
  report: Report;
}

type Report = (
  node: TSESTree.Node,
  messageId: MessageId,
  data?: Record<string, string>,
  suggest?: TSESLint.ReportSuggestionArray<MessageId>,
) => void;

/** Reports each place once for each reason; of a function, what stands before its body. */
function createReport(context: Readonly<TSESLint.RuleContext<MessageId, []>>): Report {
  const reported = new Set<string>();
  return (node, messageId, data = {}, suggest = []) => {
    const key = `${messageId} ${node.range.join()}`;
    if (reported.has(key)) return;
    reported.add(key);
    const body = 'body' in node ? node.body : undefined;
    const loc = body && 'loc' in body ? { start: node.loc.start, end: body.loc.start } : node.loc;
    context.report({ loc, messageId, data, suggest });
  };
}

type Readers = Partial<Record<HeaderRead['header'], Set<FunctionNode | undefined>>>;

/** The outermost functions that read a header by its right name: a wrong name beside it is only a fallback. */
function readersOfRightNames(reads: readonly HeaderRead[]): Readers {
  const readers: Readers = {};
  for (const { header, node, rightName } of reads)
    if (rightName === undefined) (readers[header] ??= new Set()).add(functionsAround(node).at(-1));
  return readers;
}

function reportHeader({ literal, rightName }: HeaderRead, report: Report): void {
  if (rightName === undefined) return;
  const name = String(literal.value);
  const right = name === name.toLowerCase() ? rightName.toLowerCase() : rightName;
  report(literal, 'wrongHeader', { name, rightName }, [
    {
      messageId: 'useRightHeader',
      data: { rightName },
      fix: fixer => fixer.replaceTextRange([literal.range[0] + 1, literal.range[1] - 1], right),
    },
  ]);
}

function reportHandler(handler: VendorHandler, { module, vendor, data, report }: Linted): void {
  const { node, place, by } = handler;
  const isHere = moduleOf(node) === module;
  const comparison = by === 'path' ? staticComparisonIn(node) : undefined;
  if (comparison) report(isHere ? comparison : place, 'staticSecret', data);
  else if (!isVerified(handler, module)) report(place, 'unverified', data);
  if (!isHere) return;
  for (const body of parsedArguments(node)) report(body, 'parsedBody');
  for (const call of ignoredVerifications(node)) report(call, 'ignoredResult');
  if (readersIn(module.ast, vendor).any.has(node)) return;
  for (const read of foreignReads(node, vendor)) reportHeader(read, report);
}

function reportVerification(
  verification: Verification,
  sourceCode: Readonly<TSESLint.SourceCode>,
  { module, vendor, data, report }: Linted,
): void {
  const { hmac, functions } = verification;
  for (const node of variableTimeComparisons(verification, module)) {
    const fix = node.type === 'BinaryExpression' ? constantTimeFix(node, node, sourceCode) : undefined;
    report(node, 'variableTime', {}, fix ? [{ messageId: 'useTimingSafeEqual', fix }] : []);
  }
  const { parts, isKnown } = signedParts(verification);
  for (const node of parsedBodies(parts, functions, module)) report(node, 'parsedBody');
  const last = hmac.data.at(-1) ?? hmac.node;
  if (isKnown && !parts.some(isTime)) report(last, 'unsignedTimestamp', data);
  else if (isOtherText(hmac, vendor)) report(hmac.data[0] ?? hmac.node, 'otherText', data);
  else if (isKnown && parts.some(isTime) && !functions.some(mayCompareWithNow) && isWhole(verification, vendor))
    report(hmac.node, 'uncheckedTimestamp');
  for (const node of otherEncodings(verification)) report(node, 'otherEncoding');
  const secrets = [hmac.secret ?? hmac.imported, ...givenSecrets(verification)].filter(secret => secret !== undefined);
  for (const secret of secrets)
    if (moduleOf(secret) === module && isWrittenSecret(secret)) report(secret, 'writtenSecret');
}

/** The function of the SDK compares rightly, and leaves the rest to its caller. */
function reportSdkVerification(verification: SdkVerification, { module, vendor, report }: Linted): void {
  const { node, secret, body, isIgnored, functions } = verification;
  for (const part of parsedBodies(body, functions, module)) report(part, 'parsedBody');
  if (isIgnored) report(node, 'ignoredResult');
  else if (!functions.some(mayCompareWithNow) && isWhole(verification, vendor)) report(node, 'uncheckedTimestamp');
  if (secret && moduleOf(secret) === module && isWrittenSecret(secret)) report(secret, 'writtenSecret');
}

/** Whether all that happens to a delivery can be seen: a function that nobody calls here is called elsewhere. */
function isWhole({ functions }: Pick<Verification, 'functions'>, vendor: Vendor): boolean {
  return functions.some(node => {
    const module = moduleOf(node);
    return module !== undefined && readersIn(module.ast, vendor).any.has(node);
  });
}

/** What callers give as the secret. */
function givenSecrets({ hmac, uses }: Verification): TSESTree.Node[] {
  const secret = hmac.secret ?? hmac.imported;
  const owner = functionsAround(hmac.node)[0];
  const index = (owner ? positionalParameters(owner) : []).findIndex(
    parameter => parameter.type === 'Identifier' && secret?.type === 'Identifier' && parameter.name === secret.name,
  );
  if (index === undefined || index < 0) return [];
  return uses.flatMap(({ arguments: given }) => given[index] ?? []);
}
