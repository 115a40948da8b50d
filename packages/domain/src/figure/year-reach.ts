/** One term of a year: whether it was opened, and how many of the forms owed in it are accepted. */
export interface TermReach {
  readonly ordinal: number;
  readonly phase: 'unopened' | 'open' | 'closed';
  readonly accepted: number;
  readonly owed: number;
}

/** How far a year goes. */
export interface YearReach {
  readonly year: number;
  /** Of the tenant's own reporters; empty where none report to it. */
  readonly terms: readonly TermReach[];
  /** Above the first level: the bureaus below whose report of the year was accepted. */
  readonly bureaus: { readonly accepted: number; readonly owed: number } | null;
}

function isAccepted({ accepted, owed }: { readonly accepted: number; readonly owed: number }): boolean {
  return accepted >= owed;
}

/** Whether nothing more is to come: every term closed, and everything owed accepted. */
export function isYearOver({ terms, bureaus }: YearReach): boolean {
  return (
    terms.every((term) => term.phase === 'closed' && isAccepted(term)) && (bureaus === null || isAccepted(bureaus))
  );
}

/** The last term that it goes to, all before it being through: closed, or everything of it accepted. */
export function lastTermThrough({ terms }: YearReach): TermReach | undefined {
  const through = terms.findIndex(
    (term) => term.phase === 'unopened' || (term.phase === 'open' && !(term.owed > 0 && isAccepted(term))),
  );
  return through === -1 ? terms.at(-1) : terms[through - 1];
}

/** Terms of which something is still to come, with what it is. */
export function termsToCome({ terms }: YearReach): readonly TermReach[] {
  return terms.filter((term) => term.phase === 'unopened' || !isAccepted(term));
}
