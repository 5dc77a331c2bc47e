/** The lazy entry point of the checklist: loaded when one is asked for. */
export { renderChecklistHtml } from '../reporters/checklist-html.ts';
export { collectEvidenceFacts } from '../project/evidence/collect-evidence-facts.ts';
export { dataEntries } from '../project/evidence/data-entries.ts';
export { assembleChecklist } from './assemble-checklist.ts';
