import { formFileName } from '../package/package-files.ts';
import type { PackageRefusal } from '../package/refusal.ts';
import type { Localized } from '../localized.ts';
import type { Additions } from './additions.ts';

/** A part that another base has no room for, and why. A section whose place is gone is moved, not left. */
export interface LeftPart {
  readonly part: 'form' | 'indicator_group' | 'indicator' | 'section' | 'balance' | 'term' | 'place';
  readonly code: string;
  readonly label: Localized;
  readonly refusal: PackageRefusal;
}

/** The same additions without the parts at which something is refused. */
export interface Remainder {
  readonly additions: Additions;
  readonly left: readonly LeftPart[];
}

type Field = 'forms' | 'indicatorGroups' | 'indicators' | 'sections' | 'balances' | 'glossary';

/** @param lastPlace the section of the base behind which a section goes whose own place is gone */
export function leaveBehind(additions: Additions, refusals: readonly PackageRefusal[], lastPlace: string): Remainder {
  const left = new Map<string, LeftPart>();
  const gone = new Map<Field, Set<number>>();
  const moved = new Set<number>();
  for (const refusal of refusals) {
    const at = fieldOf(additions, refusal);
    if (!at) continue;
    const { field, index } = at;
    const isPlace = field === 'sections' && refusal.path.endsWith('.after');
    const named = nameOf(additions, field, index);
    if (!named) continue;
    if (isPlace) moved.add(index);
    else gone.set(field, (gone.get(field) ?? new Set()).add(index));
    const part = isPlace ? 'place' : named.part;
    const key = `${part} ${named.code}`;
    if (!left.has(key)) left.set(key, { ...named, part, refusal });
  }
  const kept = <Item>(field: Field, items: readonly Item[]): readonly Item[] =>
    items.filter((_, index) => gone.get(field)?.has(index) !== true);
  return {
    left: [...left.values()],
    additions: {
      base: additions.base,
      forms: kept('forms', additions.forms),
      indicatorGroups: kept('indicatorGroups', additions.indicatorGroups),
      indicators: kept('indicators', additions.indicators),
      sections: kept(
        'sections',
        additions.sections.map((one, index) => (moved.has(index) ? { ...one, after: lastPlace } : one)),
      ),
      balances: kept('balances', additions.balances),
      glossary: kept('glossary', additions.glossary),
    },
  };
}

/** Which part a refusal is about, by its file and the list at the beginning of its path. */
function fieldOf(
  { forms }: Additions,
  { file, path }: PackageRefusal,
): { readonly field: Field; readonly index: number } | undefined {
  const form = forms.findIndex(({ code }) => formFileName(code) === file);
  if (form >= 0) return { field: 'forms', index: form };
  const [, list, index] = /^\$\.(\w+)\[(\d+)\]/.exec(path) ?? [];
  const field = list === 'terms' ? 'glossary' : fields.find((one) => one === list);
  return field && index !== undefined ? { field, index: Number(index) } : undefined;
}

const fields: readonly Field[] = ['forms', 'indicatorGroups', 'indicators', 'sections', 'balances'];

function nameOf(
  additions: Additions,
  field: Field,
  index: number,
): (Pick<LeftPart, 'code' | 'label'> & { readonly part: LeftPart['part'] }) | undefined {
  switch (field) {
    case 'forms': {
      const form = additions.forms[index];
      return form && { part: 'form', code: form.code, label: form.title };
    }
    case 'indicatorGroups':
      return named('indicator_group', additions.indicatorGroups[index]);
    case 'indicators':
      return named('indicator', additions.indicators[index]);
    case 'sections': {
      const section = additions.sections[index]?.section;
      return section && { part: 'section', code: section.code, label: { zh: section.heading, en: section.heading } };
    }
    case 'balances':
      return named('balance', additions.balances[index]);
    case 'glossary': {
      const term = additions.glossary[index];
      return term && { part: 'term', code: term.code, label: term.term };
    }
  }
}

function named(
  part: LeftPart['part'],
  item: { readonly code: string; readonly label: Localized } | undefined,
): ReturnType<typeof nameOf> {
  return item && { part, code: item.code, label: item.label };
}
