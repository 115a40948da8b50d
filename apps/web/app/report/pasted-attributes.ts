import type { CheckPasted, PastedKind } from './check-pasted.ts';

// What a node of ours says of itself in HTML. Anybody's page can be pasted: what the schema of prose doesn't hold is
// none of ours, and its words come without it. The schema is a third of what writing would take, and what it has to
// judge is seldom there: it is fetched by who pastes what another page wrote.

/** What this page wrote itself, from a text that stands: known again without a schema, with no network too. */
const written = new Set<string>();
let check: CheckPasted | null = null;

/** As it is saved: what isn't set is left out. */
export function writtenAttributes(kind: PastedKind, attributes: object): string {
  const json = JSON.stringify(attributes, (_name, value: unknown) =>
    kind === 'figure' ? value : (value ?? undefined),
  );
  written.add(`${kind} ${json}`);
  return json;
}

/** @returns null where it can't be read, isn't allowed, or can't be judged yet */
export function pastedAttributes(kind: PastedKind, json: string | undefined): Record<string, unknown> | null {
  try {
    const attributes: unknown = JSON.parse(json ?? '');
    if (written.has(`${kind} ${json}`)) return attributes as Record<string, unknown>;
    return check?.(kind, attributes) ?? null;
  } catch {
    return null;
  }
}

const marks = /\sdata-(?:figure|case|sentence|quotation|ledger-item|when)=/;

/** Whether what is pasted has to wait for `fetchCheck`. */
export function needsCheck(html: string): boolean {
  return check === null && marks.test(html);
}

export async function fetchCheck(): Promise<void> {
  check ??= (await import('./check-pasted.ts')).checkPasted;
}
