import { localize, printCell } from '@huibao/domain';
import { Empty } from '@huibao/ui';
import { Link, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useFailureText } from '../failure-alert.tsx';
import type { ImportUnitForms, ImportUnits } from '../outputs.ts';
import { Pages } from './pages.tsx';

type ImportedCell = ImportUnitForms['forms'][number]['cells'][number];

/** School by school what a file adds, changes, finds the same and may not write; one of them opened. */
export function UnitsOfImport({
  units: { all, units },
  opened,
  page,
  isEnded,
}: {
  units: ImportUnits;
  opened: ({ id: number } & ImportUnitForms) | null;
  page: number;
  isEnded: boolean;
}) {
  const { t } = useTranslation('imports');
  const [params] = useSearchParams();
  const to = (unitId: number | null): string => {
    const next = new URLSearchParams(params);
    if (unitId === null) next.delete('unit');
    else next.set('unit', String(unitId));
    return `?${next}`;
  };
  if (units.length === 0) return <Empty>{t('cells.none')}</Empty>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('units.unit')}</th>
            {(['forms', 'added', 'changed', 'same', 'refused', 'errors', 'warnings'] as const).map((column) => (
              <th key={column} scope="col" className="num">
                {t(`units.${column}`)}
              </th>
            ))}
            {isEnded && (
              <th scope="col" className="num">
                {t('units.written')}
              </th>
            )}
            <th scope="col">
              <span className="visually-hidden">{t('units.open')}</span>
            </th>
          </tr>
        </thead>
        {units.map((unit) => (
          <tbody key={unit.id}>
            <tr>
              <th scope="row">{unit.name}</th>
              {(['forms', 'added', 'changed', 'same'] as const).map((column) => (
                <td key={column} className="num">
                  {unit[column]}
                </td>
              ))}
              <td className={unit.refused > 0 ? 'num warn-text' : 'num'}>{unit.refused}</td>
              <td className={unit.errors > 0 ? 'num alert-text' : 'num'}>{unit.errors}</td>
              <td className="num">{unit.warnings}</td>
              {isEnded && <td className="num">{unit.written}</td>}
              <td className="nowrap">
                {opened?.id === unit.id ? (
                  <Link to={to(null)} preventScrollReset aria-expanded>
                    {t('units.close')}
                  </Link>
                ) : (
                  <Link to={to(unit.id)} preventScrollReset aria-expanded={false}>
                    {t('units.open')}
                  </Link>
                )}
              </td>
            </tr>
            {opened?.id === unit.id && (
              <tr>
                <td colSpan={isEnded ? 10 : 9}>
                  <FormsOfUnit forms={opened.forms} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
      <Pages page={page} all={all} />
    </div>
  );
}

/** What of one unit is to be written, form by form; why nothing of a form is. */
function FormsOfUnit({ forms }: ImportUnitForms) {
  const { t } = useTranslation('imports');
  const locale = useLocale();
  const failureText = useFailureText();
  if (forms.every(({ refusal, cells, written }) => refusal === null && cells.length === 0 && written === 0))
    return <p className="muted">{t('cells.none')}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('cells.form')}</th>
          <th scope="col">{t('cells.cell')}</th>
          <th scope="col" className="num">
            {t('cells.before')}
          </th>
          <th scope="col" className="num">
            {t('cells.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {forms.map(({ submissionId, form, refusal, added, changed, written, cells }) => {
          const left = refusal === null && written === 0 ? added + changed - cells.length : 0;
          const name = localize(form, locale);
          return [
            ...(refusal === null
              ? []
              : [
                  <tr key={submissionId}>
                    <th scope="row">{name}</th>
                    <td colSpan={3}>{failureText({ code: refusal, params: {} })}</td>
                  </tr>,
                ]),
            ...cells.map((cell, index) => (
              <tr key={`${submissionId}/${cell.code}/${cell.key}`}>
                <th scope="row">{index === 0 ? name : ''}</th>
                <td>{localize(cell.label, locale)}</td>
                <td className="num muted">{shown(cell, cell.before, locale) || t('cells.empty')}</td>
                <td className="num">{shown(cell, cell, locale)}</td>
              </tr>
            )),
            ...(left > 0
              ? [
                  <tr key={`${submissionId}/more`}>
                    <td />
                    <td colSpan={3} className="muted">
                      {t('cells.more', { count: left })}
                    </td>
                  </tr>,
                ]
              : []),
          ];
        })}
      </tbody>
    </table>
  );
}

function shown(
  { element }: ImportedCell,
  { state, value }: Pick<ImportedCell, 'state' | 'value'>,
  locale: Parameters<typeof printCell>[2],
): string {
  return element ? printCell(element, { state, value }, locale) : value;
}
