import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { WEBHOOK_HEADERS } from '../../src/vendors/klaviyo/webhook-headers.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { constantTimeFix } from '../vendor/webhooks/constant-time.ts';
import { ignoredVerifications } from '../vendor/webhooks/ignored-result.ts';
import { handlersIn } from '../vendor/webhooks/handlers.ts';
import { foreignReads, type HeaderRead, headerReads, readersIn } from '../vendor/webhooks/header-reads.ts';
import { hmacsIn, isWrittenSecret } from '../vendor/webhooks/hmac.ts';
import {
  isVerified,
  type VendorHandler,
  vendorHandlersIn,
  staticComparisonIn,
} from '../vendor/webhooks/vendor-handlers.ts';
import {
  isOtherText,
  isTime,
  signedParts,
  tellsTime,
  type Verification,
  variableTimeComparisons,
  verificationBy,
} from '../vendor/webhooks/vendor-hmac.ts';
import { otherEncodings } from '../vendor/webhooks/encoding.ts';
import { parsedArguments, parsedBodies } from '../vendor/webhooks/parsed-body.ts';
import { registrationProblems } from '../klaviyo/webhooks/registration.ts';
import { type Module, moduleOf } from '../program/module.ts';
import { functionsAround } from '../program/node.ts';
import { isMocking, isTestFile } from '../program/test-file.ts';
import type { FunctionNode } from '../values/value.ts';

const MESSAGES = {
  unverified:
    "This handler takes what anybody sends it for an event of Klaviyo's. Verify '{{signature}}' first: HMAC-SHA256 under the webhook's secret over the raw body with '{{timestamp}}' appended.",
  staticSecret:
    "This compares a secret that every request repeats, in a time that depends on how much of it is right. Verify '{{signature}}', or for a flow's webhook, which is not signed, compare with 'timingSafeEqual'.",
  variableTime:
    "This compares signatures in a time that depends on how much of them is equal, which helps to guess one. Compare with 'crypto.timingSafeEqual'.",
  useTimingSafeEqual: "Compare with 'timingSafeEqual', after the lengths.",
  parsedBody:
    'This signs a body that was parsed before, and its bytes need not be those that Klaviyo signed. Verify over the raw body, before anything parses it.',
  wrongHeader: "Klaviyo sends no header '{{name}}', so this is never there. Read '{{rightName}}'.",
  useRightHeader: "Read '{{rightName}}'.",
  unsignedTimestamp:
    "This verifies the body without the timestamp, and Klaviyo signs both. Append the text of '{{timestamp}}' to the raw body.",
  otherText:
    "Klaviyo signs the raw body with the text of '{{timestamp}}' appended, and nothing between. Sign the same text here.",
  otherEncoding:
    "Klaviyo's signature is an HMAC-SHA256 in lowercase hexadecimal digits, so this code never equals it. Make it with 'sha256', and write it as 'hex'.",
  uncheckedTimestamp:
    "Nothing compares the timestamp of the delivery with the time, so a recorded one can be sent again for ever. Refuse what is older than Klaviyo's retries, two days.",
  ignoredResult:
    'Nothing looks at what this verification returns, so every delivery is accepted. Refuse the delivery where it is false.',
  writtenSecret:
    'The secret of the webhook is written in the source, so whoever reads it can forge deliveries. Read it from the environment, and set a new one.',
  insecureUrl: "Klaviyo delivers to https addresses only. Register the address of the handler with 'https:'.",
};

type MessageId = keyof typeof MESSAGES;

const DATA = { signature: WEBHOOK_HEADERS.signature, timestamp: WEBHOOK_HEADERS.timestamp };
const CONCERNED = /hmac|signature|hook|subtle|event:klaviyo\./i;

export default createRule<[], MessageId>({
  name: 'require-webhook-verification',
  meta: {
    type: 'problem',
    docs: {
      description: "Require handlers of Klaviyo's webhooks to verify what they are sent",
      preset: 'strict',
      severity: 'warning',
      since: '0.2.1',
    },
    hasSuggestions: true,
    messages: MESSAGES,
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { module } = analyze(context);
    if (!CONCERNED.test(module.text) && !CONCERNED.test(module.path)) return {};
    if (isMocking(module.text) || isTestFile(module.path)) return {};
    const report = createReport(context);
    return {
      CallExpression(node) {
        for (const { kind, place } of registrationProblems(node, module)) report(place, kind);
      },
      'Program:exit'() {
        const reads = headerReads(module.ast);
        const withRight = readersOfRightNames(reads);
        for (const read of reads)
          if (!withRight[read.header]?.has(functionsAround(read.node).at(-1))) reportHeader(read, report);
        const handlers = vendorHandlersIn(module, reads, klaviyo);
        const nodes = new Set(handlers.map(({ node }) => node));
        for (const handler of handlers) reportHandler(handler, module, report);
        for (const hmac of hmacsIn(module.ast)) {
          const verification = verificationBy(hmac, node => nodes.has(node));
          if (verification) reportVerification(verification, module, context.sourceCode, report);
        }
      },
    };
  },
});

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

function reportHandler(handler: VendorHandler, module: Module, report: Report): void {
  const { node, place, by } = handler;
  const isHere = moduleOf(node) === module;
  const comparison = by === 'path' ? staticComparisonIn(node) : undefined;
  if (comparison) report(isHere ? comparison : place, 'staticSecret', DATA);
  else if (!isVerified(handler, module)) report(place, 'unverified', DATA);
  if (!isHere) return;
  for (const body of parsedArguments(node)) report(body, 'parsedBody');
  for (const call of ignoredVerifications(node)) report(call, 'ignoredResult');
  if (readersIn(module.ast).any.has(node)) return;
  for (const read of foreignReads(node)) reportHeader(read, report);
}

function reportVerification(
  verification: Verification,
  module: Module,
  sourceCode: Readonly<TSESLint.SourceCode>,
  report: Report,
): void {
  const { hmac, functions } = verification;
  for (const node of variableTimeComparisons(verification, module)) {
    const fix = node.type === 'BinaryExpression' ? constantTimeFix(node, node, sourceCode) : undefined;
    report(node, 'variableTime', {}, fix ? [{ messageId: 'useTimingSafeEqual', fix }] : []);
  }
  const own = handlersIn(module);
  for (const node of parsedBodies(verification, own, module)) report(node, 'parsedBody');
  const { parts, isKnown } = signedParts(verification);
  const last = hmac.data.at(-1) ?? hmac.node;
  if (isKnown && !parts.some(isTime)) report(last, 'unsignedTimestamp', DATA);
  else if (isOtherText(hmac)) report(hmac.data[0] ?? hmac.node, 'otherText', DATA);
  else if (isKnown && parts.some(isTime) && !functions.some(tellsTime) && isWhole(verification))
    report(hmac.node, 'uncheckedTimestamp');
  for (const node of otherEncodings(verification)) report(node, 'otherEncoding');
  const secrets = [hmac.secret ?? hmac.imported, ...givenSecrets(verification)].filter(secret => secret !== undefined);
  for (const secret of secrets)
    if (moduleOf(secret) === module && isWrittenSecret(secret)) report(secret, 'writtenSecret');
}

/** Whether all that happens to a delivery can be seen: a function that nobody calls here is called elsewhere. */
function isWhole({ functions }: Verification): boolean {
  return functions.some(node => {
    const module = moduleOf(node);
    return module !== undefined && readersIn(module.ast).any.has(node);
  });
}

/** What callers give as the secret. */
function givenSecrets({ hmac, uses }: Verification): TSESTree.Node[] {
  const secret = hmac.secret ?? hmac.imported;
  const owner = functionsAround(hmac.node)[0];
  const index = owner?.params.findIndex(
    parameter => parameter.type === 'Identifier' && secret?.type === 'Identifier' && parameter.name === secret.name,
  );
  if (index === undefined || index < 0) return [];
  return uses.flatMap(({ arguments: given }) => given[index] ?? []);
}
