import type { TSESLint } from '@typescript-eslint/utils';
import { isMocking, isTestFile } from '../../eslint-plugin/program/test-file.ts';
import { type Analysis, analyze as analyzeFor } from '../../eslint-plugin/vendor/analyze.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

interface OwnAnalysis extends Analysis {
  /** Whether nothing in the file reaches anybody, because it is a test or replaces what it calls. */
  isDouble: boolean;
}

/** Prepares what the rules about Customer.io ask of a file. */
export function analyze(context: Context): OwnAnalysis {
  const analysis = analyzeFor(context, customerio);
  const { path, text } = analysis.module;
  return { ...analysis, isDouble: isMocking(text) || isTestFile(path) };
}
