/** What in the text says something of figures, and has to be drawn anew when the data moves. */
const drawn = new WeakMap<HTMLElement, () => void>();

export function onRepaint(dom: HTMLElement, draw: () => void): void {
  drawn.set(dom, draw);
}

/** Of everything that carries `data-painted`. */
export function repaint(root: HTMLElement): void {
  for (const dom of root.querySelectorAll<HTMLElement>('[data-painted]')) drawn.get(dom)?.();
}
