/** What is known of a node by itself, and which nodes it leads to. */
export interface Links<Node> {
  holds: boolean;
  next: readonly Node[];
}

/**
 * Returns whether something holds for a node or for any that it leads to. Each node is asked once, however the graph is tied up.
 *
 * @param known what was found before; it is filled
 */
export function holdsSomewhere<Node extends object>(
  start: Node,
  known: WeakMap<Node, boolean>,
  linksOf: (node: Node) => Links<Node>,
): boolean {
  const before = known.get(start);
  if (before !== undefined) return before;
  const previous = new Map<Node, Node[]>([[start, []]]);
  const holding: Node[] = [];
  for (const node of previous.keys()) {
    const { holds, next } = linksOf(node);
    if (holds || next.some(other => known.get(other) === true)) holding.push(node);
    for (const other of next) {
      if (known.has(other)) continue;
      const from = previous.get(other);
      if (from) from.push(node);
      else previous.set(other, [node]);
    }
  }
  const found = new Set(holding);
  for (const node of found) for (const from of previous.get(node) ?? []) found.add(from);
  for (const node of previous.keys()) known.set(node, found.has(node));
  return found.has(start);
}
