const QUESTION = /^\s*(\w+)\{"(.*)"\}$/;
const BRANCH = /^\s*(\w+) -->\|"(.*?)"\| ([\w-]+)(?:\["(.*)"\])?$/;

/** The flow chart of docs/decision-tree.md as tables, one for each question: no library draws it, and a screen reader reads it. */
export function branchTable(chart: string, escape: (text: string) => string): string {
  const lines = chart.split('\n');
  const questions = lines.flatMap(line => {
    const [, id, text] = QUESTION.exec(line) ?? [];
    return id === undefined || text === undefined ? [] : [{ id, text }];
  });
  const branches = lines.flatMap(line => {
    const [, from, answer = '', to = '', box] = BRANCH.exec(line) ?? [];
    return from === undefined ? [] : [{ from, answer, to, box }];
  });
  return questions
    .map(({ id, text }, index) => {
      const rows = branches
        .filter(({ from, box }) => from === id && box !== undefined)
        .map(({ answer, box = '' }) => {
          const [name = '', rating = ''] = box.split('<br/>');
          return `<tr><td>${escape(answer)}</td><td><code>${escape(name)}</code></td><td>${escape(rating)}</td></tr>`;
        });
      return [
        `<table><caption>${index + 1}. ${escape(text)}</caption>`,
        '<thead><tr><th>answer</th><th>incident</th><th>priority and domain</th></tr></thead>',
        `<tbody>${rows.join('')}</tbody></table>`,
      ].join('\n');
    })
    .join('\n');
}
