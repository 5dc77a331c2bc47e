/** The lazy entry point of what tells new findings from others: loaded where there are findings, and a base or a baseline. */
export { openBaseTree } from '../project/git/base-tree.ts';
export { matchKnown } from '../model/match-known.ts';
export { noticesAbout, readTexts } from './baseline-texts.ts';
export { judgeStates } from './states.ts';
