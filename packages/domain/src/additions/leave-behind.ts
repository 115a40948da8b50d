import { formFileName } from '../package/form-file.ts';
import type { ProgrammePackage } from '../package/package-files.ts';
import type { Programme } from '../programme/definition.ts';
import type { InlineNode } from '../report/definition.ts';
import type { PackageRefusal } from '../package/refusal.ts';
import type { Localized } from '../localized.ts';
import type { AddedParts, Additions } from './additions.ts';
import { keyOfParagraph, paragraphsOf } from './own-wording.ts';

/** A part that another base has no room for, and why. A section whose place is gone is moved, not left. */
export interface LeftPart {
  readonly part:
    'form' | 'indicator_group' | 'indicator' | 'section' | 'wording' | 'order' | 'balance' | 'term' | 'place';
  readonly code: string;
  readonly label: Localized;
  readonly refusal: PackageRefusal;
  /** Of own words: what they are, beside what their paragraph says now; null where it is gone. */
  readonly wording?: { readonly own: string; readonly now: string | null };
}

/** The same additions without the parts at which something is refused. */
export interface Remainder {
  readonly additions: Additions;
  readonly left: readonly LeftPart[];
}

/** Names by which forms ask are of no base: each comes along. */
type Field = Exclude<keyof AddedParts, 'askedSections' | 'unitGroups'>;

/** A section whose own place is gone goes behind the last of the base's. */
export function leaveBehind(
  { programme }: ProgrammePackage,
  additions: Additions,
  refusals: readonly PackageRefusal[],
): Remainder {
  const lastPlace = programme.template.sections.at(-1)?.code ?? '';
  const left = new Map<string, LeftPart>();
  const gone = new Map<Field, Set<number>>();
  const moved = new Set<number>();
  for (const refusal of refusals) {
    const at = fieldOf(additions, refusal);
    if (!at) continue;
    const { field, index } = at;
    const isPlace = field === 'sections' && refusal.path.endsWith('.after');
    const named = nameOf(programme, additions, field, index);
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
      askedSections: additions.askedSections,
      unitGroups: additions.unitGroups,
      forms: kept('forms', additions.forms),
      indicatorGroups: kept('indicatorGroups', additions.indicatorGroups),
      indicators: kept('indicators', additions.indicators),
      sections: kept(
        'sections',
        additions.sections.map((one, index) => (moved.has(index) ? { ...one, after: lastPlace } : one)),
      ),
      wordings: kept('wordings', additions.wordings),
      // One that stands alone is in no order.
      order: gone.has('order') ? alone(kept('order', additions.order)) : additions.order,
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
  // Two files have a list of that name: this one's are those that forms ask.
  if (file === 'additions.json' && list === 'sections') return undefined;
  const field = list === 'terms' ? 'glossary' : fields.find((one) => one === list);
  return field && index !== undefined ? { field, index: Number(index) } : undefined;
}

function alone(order: readonly string[]): readonly string[] {
  return order.length > 1 ? order : [];
}

const fields: readonly Field[] = [
  'forms',
  'indicatorGroups',
  'indicators',
  'sections',
  'wordings',
  'order',
  'balances',
];

function nameOf(
  programme: Programme,
  additions: Additions,
  field: Field,
  index: number,
): Omit<LeftPart, 'refusal'> | undefined {
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
    case 'wordings': {
      const wording = additions.wordings[index];
      if (!wording) return undefined;
      const { template } = programme;
      const block = paragraphsOf(template).get(keyOfParagraph(wording));
      const heading = template.sections.find(({ code }) => code === wording.section)?.heading ?? wording.section;
      return {
        part: 'wording',
        code: keyOfParagraph(wording),
        label: { zh: heading, en: heading },
        wording: {
          own: textOf(programme, wording.words),
          now: block ? textOf(programme, block.content ?? []) : null,
        },
      };
    }
    case 'order': {
      const code = additions.order[index];
      return code === undefined ? undefined : { part: 'order', code, label: { zh: code, en: code } };
    }
    case 'balances':
      return named('balance', additions.balances[index]);
    case 'glossary': {
      const term = additions.glossary[index];
      return term && { part: 'term', code: term.code, label: term.term };
    }
  }
}

/** Words with their figures by name: a report is a Chinese document. */
function textOf({ indicators }: Pick<Programme, 'indicators'>, words: readonly InlineNode[]): string {
  return words
    .map((node): string => {
      if (node.type === 'text') return node.text;
      if (node.type !== 'figure') return textOf({ indicators }, node.content ?? []);
      return `〔${indicators.find(({ code }) => code === node.attrs.indicator)?.label.zh ?? node.attrs.indicator}〕`;
    })
    .join('');
}

function named(
  part: LeftPart['part'],
  item: { readonly code: string; readonly label: Localized } | undefined,
): ReturnType<typeof nameOf> {
  return item && { part, code: item.code, label: item.label };
}
