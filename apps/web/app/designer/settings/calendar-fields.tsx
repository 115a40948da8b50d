import { dateOf, isCalendarDate, statutoryDays, type CalendarPeriod, type ProgrammeCalendar } from '@huibao/domain';
import { changeAt, freeCode, insertAt, removeAt, type PartPath } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useNextName } from '../next-name.ts';
import { BothInputs } from './coded-list.tsx';

const days = ['starts', 'opens', 'due', 'closes'] as const;

/** The periods of a year with their days, and when the report is due. */
export function CalendarFields({
  part,
  calendar,
  year,
  problemAt,
  onEdit,
}: {
  readonly part: unknown;
  readonly calendar: ProgrammeCalendar;
  /** For which it is drafted. */
  readonly year: number;
  readonly problemAt: (path: PartPath) => string | undefined;
  readonly onEdit: (part: unknown, of: string | null) => void;
}) {
  const { t } = useTranslation(['calendar', 'designer']);
  const named = useNextName<HTMLFieldSetElement>('.calendar tbody tr');
  const put = (keys: PartPath, value: unknown): void => {
    const path = ['calendar', ...keys];
    onEdit(
      changeAt(part, path, () => value),
      path.join(' '),
    );
  };
  const { periods } = calendar;
  const last = periods.at(-1);
  const add = (): void => {
    if (!last) return;
    const code = freeCode(new Set(periods.map((period) => period.code)), last.code);
    onEdit(insertAt(part, ['calendar', 'periods'], periods.length, { ...last, code }), null);
  };
  return (
    <fieldset className="coded-list" ref={named.holder}>
      <legend>{t('legend')}</legend>
      <p className="muted small">{t('note')}</p>
      <div className="table-scroll">
        <table className="table calendar">
          <thead>
            <tr>
              <th scope="col">{t('designer:fields.label')}</th>
              <th scope="col">{t('designer:fields.english')}</th>
              {days.map((day) => (
                <th key={day} scope="col">
                  {t(day)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('designer:actions.takeOut')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period, index) => (
              <PeriodLine
                key={index}
                period={period}
                no={index + 1}
                problem={problemAt(['calendar', 'periods', index])}
                onPut={(keys, value) => put(['periods', index, ...keys], value)}
                onTakeOut={
                  periods.length > 1 ? () => onEdit(removeAt(part, ['calendar', 'periods', index]), null) : null
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      <Button size="small" variant="plain" onClick={() => named.after(add)}>
        {t('add')}
      </Button>
      <div className="form-row">
        {(['reportDue', 'publishDue'] as const).map((key) => (
          <label key={key} className="field">
            <span className="label">{t(key)}</span>
            <input
              className="input"
              value={calendar[key]}
              aria-invalid={problemAt(['calendar', key]) !== undefined}
              onChange={(event) => put([key], event.target.value)}
            />
            <span className="hint">{t('lastDay', { date: lastDayOf(calendar[key], year) ?? '—' })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Undefined while it is half typed. */
function lastDayOf(day: string, year: number): string | undefined {
  return isCalendarDate(dateOf(day, year))
    ? statutoryDays(year, { reportDue: day, publishDue: day }).report
    : undefined;
}

function PeriodLine({
  period,
  no,
  problem,
  onPut,
  onTakeOut,
}: {
  readonly period: CalendarPeriod;
  readonly no: number;
  readonly problem: string | undefined;
  readonly onPut: (keys: PartPath, value: unknown) => void;
  readonly onTakeOut: (() => void) | null;
}) {
  const { t } = useTranslation('calendar');
  const isShortAlike = period.short.zh === period.label.zh;
  return (
    <tr>
      <td colSpan={2}>
        <span className="calendar-name">
          <BothInputs
            label={t('name', { no })}
            value={period.label}
            onChange={(label) => onPut([], { ...period, label, ...(isShortAlike ? { short: label } : {}) })}
          />
        </span>
        {problem !== undefined && <span className="problem">{problem}</span>}
      </td>
      {days.map((day) => (
        <td key={day}>
          <input
            className="input"
            aria-label={t('dayOf', { day: t(day), no })}
            value={period[day]}
            onChange={(event) => onPut([day], event.target.value)}
          />
        </td>
      ))}
      <td>
        {onTakeOut && (
          <Button size="small" variant="plain" aria-label={t('remove', { no })} onClick={onTakeOut}>
            ✕
          </Button>
        )}
      </td>
    </tr>
  );
}
