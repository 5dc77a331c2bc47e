// Usage: npm run new rule|check|probe <id>, with customerio/<id> for Customer.io
// Makes a small unit that works, with its test and its page, and registers it. Then change what it checks.
import path from 'node:path';
import { createUnit, KINDS, type Kind } from './new/create-unit.ts';

const [kind, id] = process.argv.slice(2);

if (!isKind(kind) || id === undefined) {
  console.error(`Usage: npm run new ${KINDS.join('|')} <id>\nAn id that begins with customerio/ is about Customer.io.`);
  process.exitCode = 2;
} else {
  await create(kind, id);
}

async function create(kind: Kind, id: string): Promise<void> {
  try {
    const { made, generated } = await createUnit(path.dirname(import.meta.dirname), kind, id);
    for (const file of generated) console.log(`written: ${file}`);
    console.log(
      `\nIt works and is registered. Now make it check what you need, in:\n${made.map(file => `  ${file}`).join('\n')}`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

function isKind(text: string | undefined): text is Kind {
  return KINDS.some(known => known === text);
}
