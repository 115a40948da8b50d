import type { BulkEntry, BulkFile, WorkbookCell } from '@huibao/documents/bulk';
import { cellId, storableText, type ErrorCode, type ErrorParams } from '@huibao/domain';
import type { ImportRefusal } from './judged-form.ts';

/** A unit of the bureau, as a file may name it. */
export interface NamedUnit {
  readonly id: number;
  readonly name: string;
  readonly schoolCode: string | null;
  readonly creditCode: string | null;
}

export interface Owed {
  readonly id: string;
  readonly unitId: number;
  readonly formCode: string;
}

/** A submission, and what the file says of it: each cell once. */
export interface PlacedForm extends Owed {
  readonly cells: readonly WorkbookCell[];
  /** Where the unit is named first. */
  readonly sheet: string;
  readonly ref: string;
}

/**
 * Whose form each entry is. A unit goes by its code, then by its name; where the two don't agree, or several units bear
 * the name, nothing is guessed.
 */
export function placeEntries(
  { entries, unread }: BulkFile,
  units: readonly NamedUnit[],
  owed: readonly Owed[],
): { readonly forms: readonly PlacedForm[]; readonly refusals: readonly ImportRefusal[] } {
  const find = findingUnits(units, new Set(owed.map(({ unitId }) => unitId)));
  const owedBy = new Map(owed.map((one) => [`${one.unitId} ${one.formCode}`, one]));
  const refusals: ImportRefusal[] = unread.map(({ sheet, ref, text, why }) => ({
    ...nowhere,
    ...storable({ sheet, ref, text }),
    error: `import.${why}` as const,
  }));
  const forms = new Map<string, FormBeingPlaced>();
  for (const entry of entries) {
    const { unit, sheet, ref, form: formCode } = entry;
    const place = storable({ sheet, ref, text: [unit.code, unit.name].filter((text) => text !== '').join(' ') });
    const found = find(unit);
    const refuse = (error: ErrorCode, unitId: number | null): number =>
      refusals.push({ ...nowhere, ...place, formCode, unitId, error });
    if (typeof found === 'string') {
      refuse(found, null);
      continue;
    }
    const one = owedBy.get(`${found} ${formCode}`);
    if (!one) {
      refuse('import.not_owed', found);
      continue;
    }
    const form: FormBeingPlaced = forms.get(one.id) ?? { owed: one, first: entry, cells: new Map(), twice: new Set() };
    forms.set(one.id, form);
    for (const given of entry.cells) {
      const cell = { ...given, ...storable(given) };
      const id = cellId(cell);
      const before = form.cells.get(id);
      if (before && before.text !== cell.text) {
        const tell = ({ code, key, ...at }: WorkbookCell, other: WorkbookCell): number =>
          refusals.push({
            ...nowhere,
            unitId: one.unitId,
            formCode,
            code,
            key,
            ...storable(at),
            error: 'import.said_twice',
            params: { sheet: other.sheet, ref: other.ref },
          });
        if (!form.twice.has(id)) tell(before, cell);
        tell(cell, before);
        form.twice.add(id);
      } else form.cells.set(id, cell);
    }
  }
  return {
    forms: [...forms.values()].map(({ owed: one, first: { sheet, ref }, cells, twice }) => ({
      ...one,
      sheet: storableText(sheet),
      ref,
      cells: [...cells].flatMap(([id, cell]) => (twice.has(id) ? [] : [cell])),
    })),
    refusals,
  };
}

interface FormBeingPlaced {
  readonly owed: Owed;
  readonly first: BulkEntry;
  readonly cells: Map<string, WorkbookCell>;
  /** Ids of cells that were said twice. */
  readonly twice: Set<string>;
}

const nowhere = { unitId: null, formCode: '', code: '', key: '', params: {} as ErrorParams };

function storable<T extends { readonly sheet: string; readonly ref: string; readonly text: string }>({
  sheet,
  ref,
  text,
}: T): { readonly sheet: string; readonly ref: string; readonly text: string } {
  return { sheet: storableText(sheet), ref, text: storableText(text) };
}

/** Codes and names are compared without their width. */
const plain = (text: string): string => text.normalize('NFKC').trim();

function findingUnits(
  units: readonly NamedUnit[],
  owing: ReadonlySet<number>,
): (named: BulkEntry['unit']) => number | Extract<ErrorCode, `import.${string}`> {
  const byCode = new Map<string, NamedUnit>();
  for (const unit of units)
    for (const code of [unit.schoolCode, unit.creditCode]) if (code) byCode.set(plain(code).toUpperCase(), unit);
  const byName = Map.groupBy(units, ({ name }) => plain(name));
  const namesakes = (name: string): readonly NamedUnit[] => {
    const all = byName.get(plain(name)) ?? [];
    const asked = all.filter(({ id }) => owing.has(id));
    return asked.length > 0 ? asked : all;
  };
  return ({ code, name }) => {
    const coded = code === '' ? undefined : byCode.get(plain(code).toUpperCase());
    const called = name === '' ? [] : namesakes(name);
    if (coded) {
      // Who was renamed since goes by the code; who bears another's code doesn't.
      return called.length > 0 && !called.includes(coded) ? 'import.other_unit' : coded.id;
    }
    // A column of units may hold names; and a unit whose code isn't known goes by its name.
    const candidates = called.length > 0 ? called : namesakes(code);
    const [only, another] = candidates;
    if (!only) return 'import.unknown_unit';
    if (another) return 'import.ambiguous_unit';
    // Whoever is called so has a code, and it isn't this one, which nobody has.
    const hasAnotherCode = called.length > 0 && code !== '' && only.schoolCode !== null;
    return hasAnotherCode ? 'import.unknown_code' : only.id;
  };
}
