const NOUNS = [
  'order',
  'cart',
  'customer',
  'product',
  'price',
  'invoice',
  'shipment',
  'address',
  'payment',
  'discount',
  'region',
  'stock',
];
const VERBS = [
  'load',
  'create',
  'update',
  'merge',
  'format',
  'validate',
  'resolve',
  'collect',
  'apply',
  'remove',
  'publish',
  'sync',
];

const capital = word => word[0].toUpperCase() + word.slice(1);
const name = random => random.pick(VERBS) + capital(random.pick(NOUNS)) + random.integer(1, 999);

const BLOCKS = [
  (id, noun) => `/** Reads one ${noun} and tells whether it may be used. */
export async function ${id}(id, options = {}) {
  const { limit = 20, signal } = options;
  const response = await fetch(\`/internal/${noun}s/\${id}?limit=\${limit}\`, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(\`${noun} \${id} answered \${response.status}\`);
  const body = await response.json();
  return { ...body, total: body.items?.reduce((sum, item) => sum + item.amount * item.quantity, 0) ?? 0 };
}
`,
  (id, noun) => `export class ${capital(id)}Service {
  #cache = new Map();

  constructor(repository, logger) {
    this.repository = repository;
    this.logger = logger;
  }

  async find(id) {
    const known = this.#cache.get(id);
    if (known !== undefined) return known;
    const ${noun} = await this.repository.findOne({ where: { id }, relations: ['items', 'items.variant'] });
    if (!${noun}) this.logger.warn('no ${noun} with this id', { id });
    this.#cache.set(id, ${noun});
    return ${noun};
  }
}
`,
  (id, noun) => `export const ${id} = [
  { id: 1, label: 'First ${noun}', enabled: true, weight: 0.25, tags: ['new', 'featured'] },
  { id: 2, label: 'Second ${noun}', enabled: false, weight: 0.5, tags: [] },
  { id: 3, label: "Third ${noun}'s copy", enabled: true, weight: 1, tags: ['archived'] },
].filter(entry => entry.enabled && /^(first|third)/i.test(entry.label)).sort((a, b) => b.weight - a.weight);
`,
];
const TYPED = (id, noun) => `export interface ${capital(id)}Input {
  id: string;
  ${noun}: Partial<Record<'open' | 'closed' | 'pending', number>>;
  notes?: readonly string[];
}

export const ${id} = <T extends ${capital(id)}Input>(input: T, fallback: T['notes'] = []): string[] =>
  Object.entries(input.${noun}).map(([state, count]) => \`\${state}: \${count as number}\`).concat(fallback ?? []);
`;
const COMPONENT = (id, noun) => `export function ${capital(id)}Card({ ${noun}, onSelect }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={open ? 'card card--open' : 'card'} aria-label="${noun}">
      <h2 onClick={() => setOpen(!open)}>{${noun}.title}</h2>
      {open && <ul>{${noun}.items.map(item => <li key={item.id} onClick={() => onSelect(item)}>{item.label} &middot; {item.price}</li>)}</ul>}
    </section>
  );
}
`;

const blocksFor = extension => {
  if (extension === 'ts') return [...BLOCKS, TYPED];
  if (extension === 'tsx' || extension === 'jsx') return [...BLOCKS.slice(0, 1), BLOCKS[2], COMPONENT];
  return BLOCKS;
};

/** Code of about `bytes` bytes that parses in its language and says nothing of the vendor. */
export function codeText(random, extension, bytes) {
  const parts = [
    extension.endsWith('x') ? "import { useState } from 'react';\n" : "import { logger } from '../logger.js';\n",
  ];
  for (let length = 0; length < bytes; length += parts.at(-1).length) {
    parts.push(random.pick(blocksFor(extension))(name(random), random.pick(NOUNS)));
  }
  return parts.join('\n');
}

export function jsonText(random, bytes) {
  const rows = Array.from({ length: Math.max(1, Math.round(bytes / 60)) }, () => ({
    [name(random)]: random.pick(NOUNS),
    amount: random.integer(1, 9999),
  }));
  return `${JSON.stringify({ version: 1, rows }, null, 2)}\n`;
}

export function proseText(random, bytes) {
  const sentence = () =>
    `The ${random.pick(NOUNS)} is there to ${random.pick(VERBS)} the ${random.pick(NOUNS)} of a ${random.pick(NOUNS)}.`;
  return `# ${capital(random.pick(NOUNS))}\n\n${Array.from({ length: Math.max(1, Math.round(bytes / 55)) }, sentence).join('\n')}\n`;
}
