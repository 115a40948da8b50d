import { isNumeric, localize, missingCell, printCell, type Locale } from '@huibao/domain';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { formatInstant } from '../../dates.ts';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import type { CellHistory } from '../sync/view.ts';

/** Asked a moment after the cell is settled on, so that walking through the grid asks nothing. */
const settleDelay = 250;

export function CellHistoryPanel({ form, place, locale }: { form: FormHandle; place: Place; locale: Locale }) {
  const { t } = useTranslation('form');
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly history: CellHistory } | null>(null);
  const submissionId = form.view.id;
  const { code, key } = place.address;
  const { savedAt } = form.state.save;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      client.submission.cellHistory
        .query({ submissionId, code, key })
        .then((history) => {
          if (isCurrent) setLoaded({ id: place.id, history });
        })
        // The panel goes without its past; saving tells when the server is away.
        .catch(() => {
          if (isCurrent) setLoaded(null);
        });
    }, settleDelay);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [submissionId, code, key, place.id, savedAt]);
  if (loaded?.id !== place.id) return null;
  const { history } = loaded;
  return (
    <>
      {isNumeric(place.element.type) && <Bars form={form} place={place} history={history} locale={locale} />}
      {history.changes.length > 0 && (
        <div className="side-part">
          <h2>{t('side.changes')}</h2>
          <ul className="changes small muted">
            {history.changes.slice(0, 6).map((change, index) => {
              const before = history.changes[index + 1];
              const print = (cell: typeof change | undefined): string =>
                (cell && printCell(place.element, cell, locale)) || t('empty');
              const isLong =
                place.element.type === 'narrative' ||
                place.element.type === 'attachment' ||
                place.element.type === 'text';
              return (
                <li key={change.version}>
                  {formatInstant(change.at, 'short')} {change.by}{' '}
                  {isLong ? t('side.changed') : before ? `${print(before)} → ${print(change)}` : print(change)}
                  {change.source !== 'page' && <> · {sourceText(change)}</>}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </>
  );

  function sourceText({ source, origin }: CellHistory['changes'][number]): string {
    if (origin !== null) return t('sources.prefilled', { from: localize(origin, locale) });
    if (
      source === 'paste' ||
      source === 'excel' ||
      source === 'register' ||
      source === 'import' ||
      source === 'carried_over'
    )
      return t(`sources.${source}`);
    return t('sources.other');
  }
}

/** The last periods and this one; one without an answer has no bar. */
function Bars({
  form,
  place,
  history,
  locale,
}: {
  form: FormHandle;
  place: Place;
  history: CellHistory;
  locale: Locale;
}) {
  const { t } = useTranslation('form');
  const content = form.evaluation.cells.get(place.id) ?? missingCell;
  const bars = [
    ...history.periods.map(({ year, period, ...content }) => ({
      ...content,
      label: t('side.periodOf', { year: String(year).slice(2), period: localize(period.short, locale) }),
      title: localize(period.label, locale),
      isNow: false,
    })),
    { ...content, label: t('side.now'), title: t('side.now'), isNow: true },
  ];
  // Heights only; the figures themselves stay exact.
  const sizes = bars.map((bar) => (bar.state === 'value' ? Math.max(0, Number(bar.value)) : 0));
  const most = Math.max(...sizes, 1);
  return (
    <div className="side-part">
      <h2>{t('side.terms')}</h2>
      <div className="bars">
        {bars.map((bar, index) => (
          <div key={bar.label} title={`${bar.title} ${printCell(place.element, bar, locale) || t('empty')}`}>
            <span className="visually-hidden">{`${bar.title} ${printCell(place.element, bar, locale) || t('empty')}`}</span>
            <i
              className={bar.isNow ? 'now' : ''}
              style={{ height: `${bar.state === 'value' ? 2 + Math.round((42 * (sizes[index] ?? 0)) / most) : 0}px` }}
            />
            <span aria-hidden>{bar.label}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
