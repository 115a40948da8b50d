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
 * Whose form each entry is, of what a file says in one place after another. A unit goes by its code, then by its name;
 * where the two don't agree, or several units bear the name, nothing is guessed.
 */
export class PlacedFile {
  readonly refusals: ImportRefusal[] = [];
  readonly #find: ReturnType<typeof findingUnits>;
  readonly #owed: ReadonlyMap<string, Owed>;
  readonly #forms = new Map<string, FormBeingPlaced>();

  constructor(units: readonly NamedUnit[], owed: readonly Owed[]) {
    this.#find = findingUnits(units, new Set(owed.map(({ unitId }) => unitId)));
    this.#owed = new Map(owed.map((one) => [`${one.unitId} ${one.formCode}`, one]));
  }

  take({ entries, unread }: BulkFile): void {
    for (const { sheet, ref, text, why } of unread)
      this.refusals.push({ ...nowhere, ...storable({ sheet, ref, text }), error: `import.${why}` as const });
    for (const entry of entries) this.#place(entry);
  }

  /** What was taken so far. */
  get forms(): readonly PlacedForm[] {
    return [...this.#forms.values()].map(({ owed, first: { sheet, ref }, cells, twice }) => ({
      ...owed,
      sheet: storableText(sheet),
      ref,
      cells: twice.size === 0 ? [...cells.values()] : [...cells].flatMap(([id, cell]) => (twice.has(id) ? [] : [cell])),
    }));
  }

  #place(entry: BulkEntry): void {
    const { unit, sheet, ref, form: formCode } = entry;
    const place = storable({ sheet, ref, text: [unit.code, unit.name].filter((text) => text !== '').join(' ') });
    const found = this.#find(unit);
    const refuse = (error: ErrorCode, unitId: number | null): number =>
      this.refusals.push({ ...nowhere, ...place, formCode, unitId, error });
    if (typeof found === 'string') {
      refuse(found, null);
      return;
    }
    const owed = this.#owed.get(`${found} ${formCode}`);
    if (!owed) {
      refuse('import.not_owed', found);
      return;
    }
    const form: FormBeingPlaced = this.#forms.get(owed.id) ?? {
      owed,
      first: entry,
      cells: new Map(),
      twice: new Set(),
    };
    this.#forms.set(owed.id, form);
    for (const given of entry.cells) this.#takeCell(form, { ...given, ...storable(given) });
  }

  #takeCell({ owed: { unitId, formCode }, cells, twice }: FormBeingPlaced, cell: WorkbookCell): void {
    const id = cellId(cell);
    const before = cells.get(id);
    if (!before || before.text === cell.text) {
      cells.set(id, cell);
      return;
    }
    const tell = ({ code, key, sheet, ref, text }: WorkbookCell, other: WorkbookCell): number =>
      this.refusals.push({
        ...{ unitId, formCode, code, key, sheet, ref, text },
        error: 'import.said_twice',
        params: { sheet: other.sheet, ref: other.ref },
      });
    if (!twice.has(id)) tell(before, cell);
    tell(cell, before);
    twice.add(id);
  }
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
