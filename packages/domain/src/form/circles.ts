/**
 * What leads back to itself, in time that grows with the number of edges: a definition from outside has thousands.
 * (Tarjan's strongly connected components, with a stack of its own instead of the call stack.)
 */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const circular = new Set<string>();
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();

  const enter = (node: string): { readonly node: string; next: number } => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    open.push(node);
    isOpen.add(node);
    return { node, next: 0 };
  };
  const lower = (node: string, to: number): void => {
    lowest.set(node, Math.min(lowest.get(node)!, to));
  };
  const close = (node: string): void => {
    const component = open.splice(open.lastIndexOf(node));
    for (const member of component) isOpen.delete(member);
    if (component.length > 1 || edges.get(node)?.includes(node)) for (const member of component) circular.add(member);
  };

  for (const start of edges.keys()) {
    if (order.has(start)) continue;
    const walk = [enter(start)];
    for (let step = walk.at(-1); step; step = walk.at(-1)) {
      const to = edges.get(step.node)?.[step.next++];
      if (to === undefined) {
        walk.pop();
        const parent = walk.at(-1);
        if (parent) lower(parent.node, lowest.get(step.node)!);
        if (lowest.get(step.node) === order.get(step.node)) close(step.node);
      } else if (!order.has(to)) {
        if (edges.has(to)) walk.push(enter(to));
      } else if (isOpen.has(to)) lower(step.node, order.get(to)!);
    }
  }
  return circular;
}
