import {
  cellId,
  cellLabel,
  cellOptionsOf,
  codesReadOfOthers,
  elementsOf,
  localize,
  parseCell,
  type Cell,
  type DataElement,
  type FormDefinition,
} from '@huibao/domain';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { TriedOther } from './use-trial.ts';

/** More than fit beside a trial: the first ones decide. */
const mostCells = 40;

interface BenchCell {
  readonly id: string;
  readonly form: FormDefinition;
  readonly element: DataElement;
  readonly address: { readonly code: string; readonly key: string };
  readonly label: DataElement['label'];
}

/** What a form reads of others, with what is typed for it beside the trial. */
export function useBench(
  form: FormDefinition,
  forms: readonly FormDefinition[],
  year: number,
): {
  readonly others: readonly TriedOther[];
  readonly cells: readonly BenchCell[];
  readonly texts: ReadonlyMap<string, string>;
  readonly type: (id: string, text: string) => void;
} {
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const cells = useMemo(() => cellsOf(form, forms), [form, forms]);
  const others = useMemo(() => {
    const read = codesReadOfOthers(form);
    return [...Map.groupBy(cells, (cell) => cell.form)].map(([other, own]): TriedOther => ({
      form: other,
      codes: elementsOf(other).flatMap(({ code }) => (read.has(code) ? [code] : [])),
      cells: own.flatMap(({ id, element, address }): readonly Cell[] => {
        // What is calculated there is typed here.
        const { calculated: _calculated, takenFrom: _source, fromSensitiveRegister: _register, ...typed } = element;
        const reading = parseCell(typed, texts.get(id) ?? '', year);
        return reading.ok ? [{ ...address, ...reading.content }] : [];
      }),
    }));
  }, [form, cells, texts, year]);
  return { others, cells, texts, type: (id, text) => setTexts((now) => new Map(now).set(id, text)) };
}

function cellsOf(form: FormDefinition, forms: readonly FormDefinition[]): readonly BenchCell[] {
  const read = codesReadOfOthers(form);
  if (read.size === 0) return [];
  return forms.flatMap((other) =>
    other.code === form.code
      ? []
      : elementsOf(other)
          .filter(({ code }) => read.has(code))
          .flatMap((element) =>
            (cellOptionsOf(element) ?? [null]).map((option): BenchCell => {
              const address = { code: element.code, key: option?.code ?? '' };
              const label = cellLabel(element.label, option?.label ?? null);
              return { id: cellId(address), form: other, element, address, label };
            }),
          ),
  );
}

/** Numbers of other forms to try this one with: a unit that fills it in has them from there. */
export function OthersBench({ bench }: { bench: ReturnType<typeof useBench> }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  if (bench.cells.length === 0) return null;
  return (
    <fieldset className="designer-bench">
      <legend>{t('bench.title')}</legend>
      {bench.cells.slice(0, mostCells).map(({ id, form, label }) => (
        <label key={id} className="row">
          <span className="muted small">{localize(form.number, locale)}</span>
          <span>{localize(label, locale)}</span>
          <span className="spacer" />
          <input
            className="input compact"
            value={bench.texts.get(id) ?? ''}
            onChange={(event) => bench.type(id, event.target.value)}
          />
        </label>
      ))}
    </fieldset>
  );
}
