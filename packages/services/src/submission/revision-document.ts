import {
  cellId,
  cellOptionsOf,
  columnCode,
  crossingElements,
  elementsOf,
  isNumeric,
  isWorkedOut,
  namesThings,
  registersOf,
  type Cell,
  type CellMap,
  type DataElement,
  type FormDefinition,
  type UnitTraits,
} from '@huibao/domain';

/** A submission frozen: everything that a reader needs years later, and the facts that accepting it will make. */
export interface RevisionDocument {
  readonly formCode: string;
  readonly formVersion: number;
  readonly year: number;
  readonly period: number;
  readonly unit: UnitTraits & { readonly id: number; readonly name: string };
  /** Input and calculated cells, missing ones left out. */
  readonly cells: readonly Cell[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: 'error' | 'warning';
    readonly cells: readonly string[];
  }[];
  /** Codes of rules and of what is calculated that took more than the bounds allow; left out where there are none. */
  readonly unjudged?: readonly string[];
  /** What it was judged by of other forms; left out of a form that reads none. */
  readonly reads?: readonly FrozenRead[];
  readonly explanations: readonly { readonly finding: string; readonly text: string }[];
  readonly isZeroReport: boolean;
  readonly signOff: { readonly reporter: string; readonly head: string | null };
  readonly facts: readonly RevisionFact[];
  readonly texts: readonly { readonly element: number; readonly ordinal: number; readonly text: string }[];
}

/** Another form as it stood: which revision, if any, and its cells that were read, missing ones left out. */
export interface FrozenRead {
  readonly ownerTenantId: number;
  readonly formCode: string;
  readonly codes: readonly string[];
  /** Null where the unit wasn't asked it. */
  readonly submissionId: string | null;
  readonly revisionId: string | null;
  readonly revisionNo: number | null;
  readonly cells: readonly Cell[];
}

export interface RevisionFact {
  readonly element: number;
  readonly key: string;
  readonly isApplicable: boolean;
  /** Decimal text of numbers and booleans (0/1). */
  readonly num: string | null;
  readonly code: string | null;
}

/**
 * Facts of a form's fields, and of each register how many rows it has. A text has no number, but its fact says that
 * there was an answer; dates, narratives and files make none, nor does what other forms ask (`crossingElements`).
 */
export function factsOf(
  form: FormDefinition,
  cells: CellMap,
  elementIds: ReadonlyMap<string, number>,
): readonly RevisionFact[] {
  const crossing = crossingElements(form);
  const elements = new Map(
    elementsOf(form).flatMap((element) => (crossing.has(element.code) ? [] : [[element.code, element] as const])),
  );
  return [
    ...registerFacts(form, cells, elementIds),
    ...[...cells.values()].flatMap((cell): readonly RevisionFact[] => {
      const element = elements.get(cell.code);
      const id = elementIds.get(cell.code);
      if (!element || id === undefined || cell.state === 'missing') return [];
      if (cell.state === 'not_applicable')
        return [{ element: id, key: cell.key, isApplicable: false, num: null, code: null }];
      const fact = numberOrCode(element, cell);
      return fact ? [{ element: id, key: cell.key, isApplicable: true, ...fact }] : [];
    }),
  ];
}

/** A register that was answered, be it with nothing, by its number of rows. */
function registerFacts(
  form: FormDefinition,
  cells: CellMap,
  elementIds: ReadonlyMap<string, number>,
): readonly RevisionFact[] {
  return registersOf(form).flatMap((register): readonly RevisionFact[] => {
    const id = elementIds.get(register.code);
    const rows = new Set(
      [...cells.values()]
        .filter((cell) => cell.state !== 'missing' && cell.code.startsWith(`${register.code}.`))
        .map((cell) => cell.key),
    ).size;
    const answer = cells.get(register.code);
    if (id !== undefined && answer?.state === 'not_applicable')
      return [{ element: id, key: '', isApplicable: false, num: null, code: null }];
    if (id === undefined || (rows === 0 && answer?.state !== 'value')) return [];
    return [{ element: id, key: '', isApplicable: true, num: String(rows), code: null }];
  });
}

function numberOrCode(element: DataElement, cell: Cell): { num: string | null; code: string | null } | null {
  if (isNumeric(element.type)) return { num: cell.value, code: null };
  if (element.type === 'boolean') return { num: cell.value === 'true' ? '1' : '0', code: null };
  if (element.type === 'choice') return { num: null, code: cell.value };
  return element.type === 'text' ? { num: null, code: null } : null;
}

/**
 * What an indicator may list or count apart: short texts and choices, of fields and of registers. Narratives and
 * names of persons leave their submission by no other way than being read.
 */
export function textsOf(
  form: FormDefinition,
  cells: CellMap,
  elementIds: ReadonlyMap<string, number>,
): RevisionDocument['texts'] {
  const listed = new Set([
    ...elementsOf(form)
      .filter((element) => namesThings(element) && !crossingElements(form).has(element.code))
      .map((element) => element.code),
    ...registersOf(form).flatMap((register) =>
      register.columns.filter(namesThings).map((column) => columnCode(register, column)),
    ),
  ]);
  const labels = optionLabels(form);
  const texts: { element: number; ordinal: number; text: string }[] = [];
  for (const cell of cells.values()) {
    const element = elementIds.get(cell.code);
    if (cell.state !== 'value' || element === undefined || !listed.has(cell.code)) continue;
    // A list printed in a report names options by their Chinese label: the report is a Chinese document.
    const text = labels.get(`${cell.code} ${cell.value}`) ?? cell.value;
    // One cell may name several, as 《甲法》《乙法》 or a、b.
    for (const part of splitList(text)) texts.push({ element, ordinal: texts.length, text: part });
  }
  return texts;
}

function optionLabels(form: FormDefinition): ReadonlyMap<string, string> {
  const columns = registersOf(form).flatMap((register) =>
    register.columns.map((column) => [columnCode(register, column), column] as const),
  );
  const fields = elementsOf(form).map((element) => [element.code, element] as const);
  return new Map(
    [...columns, ...fields].flatMap(([code, element]) =>
      (element.options ?? []).map((option) => [`${code} ${option.code}`, option.label.zh] as const),
    ),
  );
}

function splitList(text: string): readonly string[] {
  return text
    .split(/[、；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Nothing to report: every counted flow is zero and every register says so. */
export function isZeroReport(form: FormDefinition, cells: CellMap): boolean {
  const counted = elementsOf(form).filter(
    (element) => isNumeric(element.type) && element.flow === 'flow' && !isWorkedOut(element),
  );
  const codes = new Set(counted.map((element) => element.code));
  const fixed = new Set(
    counted.flatMap((element) =>
      (cellOptionsOf(element) ?? []).flatMap((option) =>
        option.fixed === undefined ? [] : [cellId({ code: element.code, key: option.code })],
      ),
    ),
  );
  const registers = new Set(registersOf(form).map((register) => register.code));
  if (codes.size + registers.size === 0) return false;
  let seen = 0;
  for (const cell of cells.values()) {
    if (cell.state !== 'value' || fixed.has(cellId(cell))) continue;
    if (cell.code.includes('.') && registers.has(cell.code.slice(0, cell.code.indexOf('.')))) return false;
    if (codes.has(cell.code)) {
      if (!/^-?0+(\.0+)?$/.test(cell.value)) return false;
      seen += 1;
    } else if (registers.has(cell.code)) seen += 1;
  }
  return seen > 0;
}
