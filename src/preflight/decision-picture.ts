import type { BranchOf } from './decision.ts';

/** Draws a decision tree in Mermaid, as lines: a question, its answers, and on to the next question. */
export function drawDecisionTree<Seen>(tree: readonly BranchOf<Seen>[]): string[] {
  const questions = [...new Set(tree.map(({ question }) => question))];
  return [
    'flowchart TD',
    ...questions.flatMap((question, index) => [
      `  q${index}{"${question}"}`,
      ...tree
        .filter(branch => branch.question === question)
        .map(branch => `  q${index} -->|"${branch.answer}"| ${branch.id}["${leafOf(branch)}"]`),
      ...(index < questions.length - 1 ? [`  q${index} -->|"no"| q${index + 1}`] : []),
    ]),
  ];
}

function leafOf<Seen>({ id, status, priority, faultDomain }: BranchOf<Seen>): string {
  if (status === 'passed') return id;
  return `${id}<br/>${typeof priority === 'string' ? priority : 'P1 to P3, by share'}, ${faultDomain}`;
}
