import type { IndicatorForm } from './indicator-form.ts';

export type FormField = keyof IndicatorForm;

/** Fields that the two don't say alike. */
export function differingFields(a: IndicatorForm, b: IndicatorForm): readonly FormField[] {
  return (Object.keys(b) as FormField[]).filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

/**
 * Two people's changes of one indicator: each field as whoever changed it left it. Where both did, mine stands and is
 * named, for nothing of theirs is written over unseen.
 */
export function mergeForms(
  base: IndicatorForm,
  mine: IndicatorForm,
  theirs: IndicatorForm,
): { readonly form: IndicatorForm; readonly both: readonly FormField[] } {
  const changed = differingFields(base, mine);
  const own = Object.fromEntries(changed.map((field) => [field, mine[field]])) as Partial<IndicatorForm>;
  const clashing = new Set(differingFields(mine, theirs));
  const theirOwn = new Set(differingFields(base, theirs));
  return {
    form: { ...theirs, ...own },
    both: changed.filter((field) => clashing.has(field) && theirOwn.has(field)),
  };
}
