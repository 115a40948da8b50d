/** What tells whether a unit is at work on a term. */
interface Term {
  readonly collectionId: string;
  readonly programme: string;
  readonly times: { readonly opensAt: string; readonly dueAt: string; readonly closesAt: string };
  readonly forms: readonly { readonly state: string }[];
}

const unsent: ReadonlySet<string> = new Set(['draft', 'returned', 'confirming']);

/**
 * Of all that a unit was ever asked for, newest first: what it is filling in now, the first due first, and what is
 * behind it. Several terms may be open at once, of several programmes or of two years; where none is, the last one of
 * each programme is what one looks for.
 */
export function divideTerms<Of extends Term>(
  terms: readonly Of[],
  serverNow: string,
): { readonly current: readonly Of[]; readonly earlier: readonly Of[] } {
  const open = terms.filter(
    ({ times, forms }) =>
      (times.opensAt <= serverNow && serverNow < times.closesAt) || forms.some(({ state }) => unsent.has(state)),
  );
  const lasts = [...Map.groupBy(terms, ({ programme }) => programme).values()].flatMap((all) => all.slice(0, 1));
  const current = (open.length > 0 ? open : lasts).toSorted((a, b) => (a.times.dueAt < b.times.dueAt ? -1 : 1));
  const shown = new Set(current.map(({ collectionId }) => collectionId));
  return { current, earlier: terms.filter(({ collectionId }) => !shown.has(collectionId)) };
}
