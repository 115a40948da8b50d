import { labelOfType, localize, type UnitType } from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import type { Board, BoardForm, BoardUnit } from '../outputs.ts';
import { daysBetween, latestOf, shareDone, statusOf } from './board-rows.ts';
import { AddedMark } from '../programme/added-mark.tsx';

interface Choosing {
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (unitId: number, isChosen: boolean) => void;
  readonly onExtend: (unit: BoardUnit) => void;
}

/** Units × forms; schools first, the bureau's own sections apart with the forms that are theirs. */
export function BoardTable({
  board,
  types,
  units,
  choosing,
}: {
  board: Board;
  types: readonly UnitType[];
  units: readonly BoardUnit[];
  choosing: Choosing | null;
}) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const groups = [
    { code: 'schools' as const, units: units.filter((unit) => unit.kind === 'school') },
    { code: 'sections' as const, units: units.filter((unit) => unit.kind !== 'school') },
  ].filter((group) => group.units.length > 0);
  return groups.map((group) => {
    const forms = board.forms.filter((form) =>
      group.units.some((unit) => unit.forms.some((one) => one.formCode === form.code)),
    );
    return (
      <div key={group.code} className="table-scroll">
        <table className="table board">
          <caption className={group.code === 'schools' ? 'visually-hidden' : ''}>{t(group.code)}</caption>
          <thead>
            <tr>
              {choosing && (
                <th scope="col" className="choose">
                  <span className="visually-hidden">{t('columns.choose')}</span>
                </th>
              )}
              <th scope="col" className="unit-column">
                {t('columns.unit')}
              </th>
              <th scope="col" className="stage-column">
                {t('columns.stage')}
              </th>
              {forms.map((form) => (
                <th key={form.code} scope="col" className="mid" title={localize(form.title, locale)}>
                  {localize(form.shortTitle, locale)}
                  <AddedMark code={form.code} />
                </th>
              ))}
              <th scope="col" className="num">
                {t('columns.done')}
              </th>
              <th scope="col">{t('columns.hints')}</th>
              <th scope="col">{t('columns.latest')}</th>
              {choosing && (
                <th scope="col">
                  <span className="visually-hidden">{t('columns.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {group.units.map((unit) => (
              <UnitRow key={unit.id} board={board} types={types} forms={forms} unit={unit} choosing={choosing} />
            ))}
          </tbody>
        </table>
      </div>
    );
  });
}

function UnitRow({
  board,
  types,
  forms,
  unit,
  choosing,
}: {
  board: Board;
  types: readonly UnitType[];
  forms: Board['forms'];
  unit: BoardUnit;
  choosing: Choosing | null;
}) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const latest = latestOf(unit);
  const isWaiting = unit.forms.some((form) => form.state === 'submitted');
  const isOwing = unit.forms.some((form) => form.state !== 'submitted' && form.state !== 'accepted');
  return (
    <tr>
      {choosing && (
        <td className="choose">
          {isWaiting && (
            <input
              type="checkbox"
              aria-label={t('chooseUnit', { name: unit.name })}
              checked={choosing.chosen.has(unit.id)}
              onChange={(event) => choosing.onChoose(unit.id, event.target.checked)}
            />
          )}
        </td>
      )}
      <th scope="row" className="nowrap">
        {unit.name}
        {unit.ownership === 'private' && (
          <>
            {' '}
            <Tag>{t('ownership.private')}</Tag>
          </>
        )}
      </th>
      <td className="muted nowrap">{unit.schoolType ? localize(labelOfType(types, unit.schoolType), locale) : '—'}</td>
      {forms.map(({ code, shortTitle }) => {
        const form = unit.forms.find((one) => one.formCode === code);
        return (
          <td key={code} className="mid">
            {form ? (
              <FormState board={board} unit={unit} form={form} title={localize(shortTitle, locale)} />
            ) : (
              <span className="status none">
                {t(unit.retired.includes(code) ? 'states.retired' : 'states.notApplicable')}
              </span>
            )}
          </td>
        );
      })}
      <td className="num">{`${shareDone(unit)}%`}</td>
      <td className="hints">
        <Hints unit={unit} />
      </td>
      <td className="muted nowrap small">
        {latest && (
          <>
            {formatInstant(latest.at, 'short')} {t(`latest.${latest.kind}`)}
          </>
        )}
      </td>
      {choosing && (
        <td>
          {isOwing && (
            <Button size="small" variant="plain" onClick={() => choosing.onExtend(unit)}>
              {t(unit.asks ? 'actions.answer' : 'actions.extend')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

const marks = {
  accepted: '✓ ',
  returned: '↩ ',
  overdue: '! ',
  submitted: '',
  confirming: '',
  draft: '',
  none: '',
} as const;

function FormState({ board, unit, form, title }: { board: Board; unit: BoardUnit; form: BoardForm; title: string }) {
  const { t } = useTranslation('collections');
  const status = statusOf(form);
  const due = unit.extendedUntil && unit.extendedUntil > board.times.dueAt ? unit.extendedUntil : board.times.dueAt;
  const text =
    status === 'overdue'
      ? t('overdueDays', { days: daysBetween(due, board.serverNow) })
      : status === 'returned' && form.comments > 0
        ? t('returnedCells', { cells: form.comments })
        : t(`states.${status}`);
  const shown = (
    <>
      <span aria-hidden>{marks[status]}</span>
      {text}
    </>
  );
  // Without a revision there is nothing to read yet.
  if (form.revisionNo === 0) return <span className={`status ${status}`}>{shown}</span>;
  return (
    <Link
      className={`status ${status}`}
      to={`/review/${form.submissionId}`}
      aria-label={t('openForm', { unit: unit.name, form: title, state: text })}
    >
      {shown}
    </Link>
  );
}

function Hints({ unit }: { unit: BoardUnit }) {
  const { t } = useTranslation('collections');
  const explained = unit.forms.reduce((sum, form) => sum + form.explained, 0);
  const attempt = Math.max(...unit.forms.map((form) => form.revisionNo));
  return (
    <>
      {unit.forms.some((form) => form.isOverdue) && <Tag tone="alert">{t('hints.overdue')}</Tag>}
      {explained > 0 && <Tag tone="warn">{t('hints.explained', { cells: explained })}</Tag>}
      {attempt > 1 && <Tag tone="info">{t('hints.attempt', { no: attempt })}</Tag>}
      {unit.forms.some((form) => form.isZeroReport) && <Tag tone="info">{t('hints.zero')}</Tag>}
      {unit.forms.some((form) => form.wasLate) && <Tag tone="warn">{t('hints.late')}</Tag>}
      {unit.asks && <Tag tone="warn">{t('hints.asks')}</Tag>}
      {unit.extendedUntil && (
        <Tag>{t('hints.extended', { until: formatInstant(new Date(Date.parse(unit.extendedUntil) - 1), 'date') })}</Tag>
      )}
    </>
  );
}
