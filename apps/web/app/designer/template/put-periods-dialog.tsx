import type { LineOfPeriods } from '@huibao/domain/designing';
import { withMeasure } from '@huibao/domain';
import { Button, Dialog, TextField } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';
import { IndicatorOptions } from './indicator-options.tsx';

/** A line is called as its figure and its unit are, as long as nobody has called it otherwise. */
interface Line extends LineOfPeriods {
  readonly isNamed: boolean;
}

/** A table whose columns are the periods of the year: which figures its lines are, and what they are called. */
export function PutPeriodsDialog({
  catalogue,
  onPut,
  onClose,
}: {
  readonly catalogue: FigureCatalogue;
  readonly onPut: (title: string, lines: readonly LineOfPeriods[]) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'common']);
  const { indicators, groups, periods } = catalogue;
  const [title, setTitle] = useState('');
  const lineOf = (code: string): Line => {
    const found = indicators.find((one) => one.code === code);
    return {
      words: withMeasure(found?.label.zh ?? '', found?.unit.zh ?? ''),
      indicator: code,
      ofYear: code,
      isNamed: false,
    };
  };
  const [lines, setLines] = useState<readonly Line[]>(() => indicators.slice(0, 1).map(({ code }) => lineOf(code)));
  const change = (index: number, changed: Partial<Line>): void =>
    setLines((before) => before.map((line, at) => (at === index ? { ...line, ...changed } : line)));
  const choose = (index: number, { isNamed, words, indicator, ofYear }: Line, code: string): void =>
    change(index, {
      ...lineOf(code),
      ...(isNamed ? { isNamed, words } : {}),
      // What stands below the year goes along where it was the same.
      ...(ofYear === indicator ? {} : { ofYear }),
    });
  const options = <IndicatorOptions indicators={indicators} groups={groups} />;
  return (
    <Dialog title={t('designer:periods.name')} isOpen onClose={onClose} size="wide">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          onPut(title, lines);
        }}
      >
        <TextField
          label={t('designer:periods.title')}
          hint={t('designer:periods.hint', { first: periods[0]?.label.zh ?? '', count: periods.length })}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <table className="table periods-lines">
          <thead>
            <tr>
              <th scope="col">{t('designer:periods.figure')}</th>
              <th scope="col">{t('designer:periods.words')}</th>
              <th scope="col">{t('designer:periods.ofYear')}</th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={index}>
                <td>
                  <select
                    className="select"
                    aria-label={t('designer:periods.figureOf', { no: index + 1 })}
                    value={line.indicator}
                    onChange={(event) => choose(index, line, event.target.value)}
                  >
                    {options}
                  </select>
                </td>
                <td>
                  <input
                    className="input"
                    aria-label={t('designer:periods.wordsOf', { no: index + 1 })}
                    value={line.words}
                    onChange={(event) => change(index, { words: event.target.value, isNamed: true })}
                  />
                </td>
                <td>
                  <select
                    className="select"
                    aria-label={t('designer:periods.ofYearOf', { no: index + 1 })}
                    value={line.ofYear ?? ''}
                    onChange={(event) => change(index, { ofYear: event.target.value || null })}
                  >
                    <option value="">{t('designer:periods.nothing')}</option>
                    {options}
                  </select>
                </td>
                <td>
                  {lines.length > 1 && (
                    <Button
                      size="small"
                      variant="plain"
                      aria-label={t('designer:periods.remove', { no: index + 1 })}
                      onClick={() => setLines(lines.toSpliced(index, 1))}
                    >
                      ✕
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <Button
            size="small"
            variant="plain"
            onClick={() => setLines([...lines, lineOf(nextOf(indicators, lines.at(-1)))])}
          >
            {t('designer:periods.add')}
          </Button>
        </div>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={title.trim() === ''}>
            {t('designer:template.put')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Lines mostly follow one another as the figures do. */
function nextOf(indicators: FigureCatalogue['indicators'], last: Line | undefined): string {
  const at = indicators.findIndex(({ code }) => code === last?.indicator);
  return (indicators[at + 1] ?? indicators[0])?.code ?? '';
}
