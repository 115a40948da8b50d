import { figureKey, figureOfKey, keyOfValue, type FigureKey, type FigureRef } from '@huibao/domain';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { client } from '../client.ts';
import type { ReportIndicator, ReportView } from '../outputs.ts';

export type FiguresOfReport = Pick<ReportView, 'id' | 'indicators' | 'scoped'>;

type FigureValue = NonNullable<ReportIndicator['value']>;

export interface ShownFigures {
  /** What is known by now: of the year all, of its parts and of last year what the text asks and was looked for. */
  readonly values: ReadonlyMap<FigureKey, FigureValue>;
  /** An indicator with the value that it has in a figure's scope. Undefined: the year has no such indicator. */
  readonly find: (figure: FigureRef) => ReportIndicator | undefined;
}

/** As many as are asked for at once. */
const mostAsked = 60;

/**
 * The figures of a report, those among them that a text asks which isn't saved yet, or isn't the newest: what is looked
 * for and isn't known is asked for.
 */
export function useFigures({ id, indicators, scoped }: FiguresOfReport): ShownFigures {
  const [learned, setLearned] = useState<ReadonlyMap<FigureKey, FigureValue | null>>(new Map());
  const missing = useRef(new Set<FigureKey>());
  const asked = useRef(new Set<FigureKey>());
  const byCode = useMemo(() => new Map(indicators.map((one) => [one.code, one])), [indicators]);
  const values = useMemo(
    () =>
      byKey([
        ...[...learned.values()].filter((value) => value !== null),
        ...scoped,
        ...indicators.flatMap(({ value }) => value ?? []),
      ]),
    [learned, scoped, indicators],
  );
  const find = useCallback(
    ({ indicator: code, scope }: FigureRef): ReportIndicator | undefined => {
      const indicator = byCode.get(code);
      if (!indicator || !scope) return indicator;
      const key = figureKey({ indicator: code, scope });
      const value = values.get(key);
      if (!value && !learned.has(key)) missing.current.add(key);
      return { ...indicator, value: value ?? null };
    },
    [byCode, values, learned],
  );

  // A report that was loaded anew says what its figures are now: what it doesn't say is asked again.
  const shown = useRef(indicators);
  useEffect(() => {
    if (shown.current === indicators) return;
    shown.current = indicators;
    asked.current.clear();
    const said = new Set(scoped.map(keyOfValue));
    for (const key of learned.keys()) if (!said.has(key)) missing.current.add(key);
  }, [indicators, scoped, learned]);

  useEffect(() => {
    const keys = [...missing.current].filter((key) => !asked.current.has(key)).slice(0, mostAsked);
    missing.current.clear();
    if (keys.length === 0) return;
    for (const key of keys) asked.current.add(key);
    client.report.figures.query({ reportId: id, figures: keys.map(figureOfKey) }).then(
      (found) => {
        const known = byKey(found);
        setLearned((before) => new Map([...before, ...keys.map((key) => [key, known.get(key) ?? null] as const)]));
      },
      // Looked for again, they are asked for again.
      () => {
        for (const key of keys) asked.current.delete(key);
      },
    );
  });

  return useMemo(() => ({ values, find }), [values, find]);
}

function byKey(values: readonly FigureValue[]): ReadonlyMap<FigureKey, FigureValue> {
  return new Map(values.map((value) => [keyOfValue(value), value]));
}
