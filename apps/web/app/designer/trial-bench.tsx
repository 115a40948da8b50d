import {
  cellId,
  cellLabel,
  cellOptionsOf,
  localize,
  namesOfForms,
  parseCell,
  readsBeyond,
  type Cell,
  type DataElement,
  type FormDefinition,
  type MomentRead,
  type Period,
  type Register,
  type UnitTraits,
} from '@huibao/domain';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { RegisterGrid } from '../form/grid/register-grid.tsx';
import type { ToldPaste } from '../form/grid/use-grid.ts';
import type { FormHandle } from '../form/sync/use-form.ts';
import { saidNothing, useTrial, type SaidBefore, type TriedOther } from './use-trial.ts';

/** More than fit beside a trial: the first ones decide. */
const mostCells = 40;

interface BenchCell {
  readonly id: string;
  readonly moment: MomentRead;
  readonly form: FormDefinition;
  readonly element: DataElement;
  readonly address: { readonly code: string; readonly key: string };
  readonly label: DataElement['label'];
}

interface BenchRegister {
  readonly form: FormDefinition;
  readonly register: Register;
}

export interface Bench {
  /** The code of the form that is tried. */
  readonly own: string;
  /** What the form is tried with: what other forms say, and what its own said before. */
  readonly others: readonly TriedOther[];
  readonly before: SaidBefore;
  readonly cells: readonly BenchCell[];
  readonly texts: ReadonlyMap<string, string>;
  readonly type: (id: string, text: string) => void;
  readonly registers: readonly BenchRegister[];
  /** A form of these registers alone, in which they are typed. */
  readonly trial: FormHandle;
}

/** What a form reads beyond itself, with what is typed for it beside the trial. */
export function useBench(
  form: FormDefinition,
  forms: readonly FormDefinition[],
  unit: UnitTraits,
  period: Period,
  year: number,
): Bench {
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const { cells, registers } = useMemo(() => askedBeside(form, forms), [form, forms]);
  const ofRegisters = useMemo(() => formOf(registers), [registers]);
  const trial = useTrial(ofRegisters, [], saidNothing, unit, period, year);
  const rows = trial.state.cells;
  const told = useMemo(() => {
    const said = (of: FormDefinition, moment: MomentRead): readonly Cell[] =>
      cells.flatMap((cell) => (cell.form === of && cell.moment === moment ? typedIn(cell, texts, year) : []));
    const before = (of: FormDefinition): SaidBefore => ({
      previous: said(of, 'previous'),
      lastYear: said(of, 'lastYear'),
      earlierThisYear: [said(of, 'earlierThisYear')],
    });
    const read = new Set([...cells, ...registers].map((one) => one.form));
    const others = [...read].flatMap((other): readonly TriedOther[] => {
      if (other.code === form.code) return [];
      const own = registers.filter((one) => one.form === other).map(({ register }) => register.code);
      const isRow = ({ code }: Cell): boolean => own.includes(code.split('.')[0] ?? '');
      const codes = cells.filter((cell) => cell.form === other).map(({ element }) => element.code);
      return [
        {
          form: other,
          codes: [...new Set([...codes, ...own])],
          cells: [...said(other, 'now'), ...[...rows.values()].filter(isRow)],
          ...before(other),
        },
      ];
    });
    return { others, before: before(form) };
  }, [form, cells, registers, texts, rows, year]);
  return {
    ...told,
    own: form.code,
    cells,
    registers,
    trial,
    texts,
    type: (id, text) => setTexts((now) => new Map(now).set(id, text)),
  };
}

function askedBeside(
  form: FormDefinition,
  forms: readonly FormDefinition[],
): { readonly cells: readonly BenchCell[]; readonly registers: readonly BenchRegister[] } {
  // As it is tried out, which may be a moment behind what is drafted.
  const names = namesOfForms([...forms.filter(({ code }) => code !== form.code), form]);
  const read = readsBeyond(form).flatMap(({ moment, code }) => {
    const found = names.get(code);
    return found && !found.isRetired ? [{ moment, ...found }] : [];
  });
  return {
    cells: read.flatMap(({ moment, form: of, asked }) => ('columns' in asked ? [] : cellsOf(moment, of, asked))),
    registers: read.flatMap(({ form: of, asked }) => ('columns' in asked ? [{ form: of, register: asked }] : [])),
  };
}

function cellsOf(moment: MomentRead, form: FormDefinition, element: DataElement): readonly BenchCell[] {
  return (cellOptionsOf(element) ?? [null]).map((option): BenchCell => {
    const address = { code: element.code, key: option?.code ?? '' };
    const label = cellLabel(element.label, option?.label ?? null);
    return { id: `${moment} ${cellId(address)}`, moment, form, element, address, label };
  });
}

function typedIn(
  { id, element, address }: BenchCell,
  texts: ReadonlyMap<string, string>,
  year: number,
): readonly Cell[] {
  // What is calculated there is typed here.
  const { calculated: _calculated, takenFrom: _source, fromSensitiveRegister: _register, ...typed } = element;
  const reading = parseCell(typed, texts.get(id) ?? '', year);
  return reading.ok ? [{ ...address, ...reading.content }] : [];
}

const unnamed = { zh: '', en: '' };

function formOf(registers: readonly BenchRegister[]): FormDefinition {
  return {
    code: '',
    number: unnamed,
    title: unnamed,
    shortTitle: unnamed,
    instructions: unnamed,
    appliesTo: {},
    sections: [{ code: '', title: unnamed, blocks: registers.map(({ register }) => ({ kind: 'register', register })) }],
    rules: [],
  };
}

/** What isn't of this form and period, to try it with: a unit that fills it in has that from elsewhere. */
export function TrialBench({ bench, onPlan }: { bench: Bench; onPlan: (told: ToldPaste) => void }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const { cells, registers, trial } = bench;
  if (cells.length + registers.length === 0) return null;
  return (
    <fieldset className="designer-bench">
      <legend>{t('bench.title')}</legend>
      {cells.slice(0, mostCells).map((cell) => (
        <label key={cell.id} className="row">
          <span className="muted small">
            {cell.form.code !== bench.own && localize(cell.form.number, locale)}{' '}
            {cell.moment !== 'now' && t(`bench.moments.${cell.moment}`)}
          </span>
          <span>{localize(cell.label, locale)}</span>
          <span className="spacer" />
          <input
            className="input compact"
            value={bench.texts.get(cell.id) ?? ''}
            onChange={(event) => bench.type(cell.id, event.target.value)}
          />
        </label>
      ))}
      {cells.length > mostCells && (
        <p className="muted small">{t('bench.more', { count: cells.length - mostCells })}</p>
      )}
      {registers.map(({ form, register }) => (
        <div key={register.code} className="bench-register">
          <span className="muted small">{localize(form.number, locale)}</span>
          <RegisterGrid
            register={register}
            form={trial}
            locale={locale}
            target={null}
            onActive={() => undefined}
            onPlan={onPlan}
            onOpenFiles={() => undefined}
            onReplay={(kind) => void trial.store[kind]()}
          />
        </div>
      ))}
    </fieldset>
  );
}
