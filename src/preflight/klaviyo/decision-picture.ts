import { DECISION_TREE, type Branch } from './decision-tree.ts';

/** Draws the decision tree in Mermaid, as lines: a question, its answers, and on to the next question. */
export function drawDecisionTree(): string[] {
  const questions = [...new Set(DECISION_TREE.map(({ question }) => question))];
  return [
    'flowchart TD',
    ...questions.flatMap((question, index) => [
      `  q${index}{"${question}"}`,
      ...DECISION_TREE.filter(branch => branch.question === question).map(
        branch => `  q${index} -->|"${branch.answer}"| ${branch.id}["${leafOf(branch)}"]`,
      ),
      ...(index < questions.length - 1 ? [`  q${index} -->|"no"| q${index + 1}`] : []),
    ]),
  ];
}

function leafOf({ id, status, priority, faultDomain }: Branch): string {
  if (status === 'passed') return id;
  return `${id}<br/>${typeof priority === 'string' ? priority : 'P1 to P3, by share'}, ${faultDomain}`;
}
