import {
  cellMap,
  columnCode,
  evaluateForm,
  formLimits,
  FormRoom,
  measureForm,
  newRowKey,
  occupancyOf,
  registerRows,
  registersOf,
  periodOf,
  type Cell,
  type DataElement,
  type FormDefinition,
  type UnitTraits,
} from '@huibao/domain';
import { expect, it } from 'vitest';
import { ruleOfLaw } from './rule-of-law.ts';

const unit: UnitTraits = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'policy' };
const term = periodOf(ruleOfLaw.calendar, 2026, 2);
const context = { unit, period: term, year: 2026, previous: null, lastYear: null, earlierThisYear: [] };

function valueOf(column: DataElement, row: number): string {
  switch (column.type) {
    case 'choice':
      return column.options?.[row % column.options.length]?.code ?? '';
    case 'boolean':
      return String(row % 2 === 0);
    case 'date':
      return term.startsOn;
    case 'text':
    case 'narrative':
      return `名称${row}`;
    default:
      return String(row % 7);
  }
}

/** Every register of a form as full as it may be. */
function fullForm(form: FormDefinition): readonly Cell[] {
  const cells = registersOf(form).flatMap((register) =>
    Array.from({ length: formLimits.rowsPerRegister }, (_, row) => {
      const key = newRowKey(1_000_000 + row, new Uint8Array(10));
      return register.columns.map((column): Cell => ({
        code: columnCode(register, column),
        key,
        state: 'value',
        value: valueOf(column, row),
      }));
    }).flat(),
  );
  const room = new FormRoom(occupancyOf([]));
  return cells.filter((cell) => room.admit(cell) === null);
}

const keeping = ruleOfLaw.forms.filter((form) => registersOf(form).length > 0);
const columnsOf = (form: FormDefinition): number => Math.max(...registersOf(form).map(({ columns }) => columns.length));
/** Of those of parts, the one with the widest register. */
const [widest] = keeping.filter(({ part }) => part !== undefined).toSorted((a, b) => columnsOf(b) - columnsOf(a));
const forms = keeping.filter((form) => form.part === undefined || form === widest);

it.each(forms.map((form) => [form.code, form] as const))(
  '%s with its registers full is judged and measured, by every rule',
  (_code, form) => {
    const cells = cellMap(fullForm(form));
    expect(cells.size).toBeGreaterThan(formLimits.rowsPerRegister);
    const { totals, findings } = evaluateForm(form, { ...context, cells });
    expect(measureForm(form, { cells, unit })).toEqual({ filled: totals.filled, required: totals.required });
    expect(findings.filter(({ rule }) => rule === 'inspected_is_registered')).toEqual([]);
  },
);

it.each(forms.map((form) => [form.code, form] as const))(
  '%s with a full register of rows that say nothing lists every cell that is missing',
  (_code, form) => {
    const [register] = registersOf(form);
    const [column] = register?.columns ?? [];
    if (!register || !column) return;
    const cells = fullForm(form).filter((cell) => cell.code === columnCode(register, column));
    const { findings } = evaluateForm(form, { ...context, cells: cellMap(cells) });
    expect(findings.length).toBeGreaterThan(formLimits.rowsPerRegister);
  },
);

it('has its rows in one order, whichever of their cells came first', () => {
  const [form] = forms;
  const [register] = form ? registersOf(form) : [];
  const [first, second] = register?.columns ?? [];
  if (!form || !register || !first || !second) throw new Error('no register');
  const keys = [5, 6, 7].map((moment) => newRowKey(moment, new Uint8Array(10)));
  const typed = [
    { code: columnCode(register, second), key: keys[0] ?? '', state: 'value', value: 'a' },
    { code: columnCode(register, first), key: keys[1] ?? '', state: 'value', value: 'b' },
    { code: columnCode(register, first), key: keys[2] ?? '', state: 'value', value: 'c' },
  ] as const;
  const asRead = typed.toSorted((a, b) => a.code.localeCompare(b.code) || a.key.localeCompare(b.key));
  for (const cells of [typed, asRead, typed.toReversed()])
    expect(registerRows(form, cellMap(cells)).get(register.code)).toEqual(keys);
});
