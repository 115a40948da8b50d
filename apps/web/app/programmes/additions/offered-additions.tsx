import { localize, sectionType } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { ChangeList } from '../change-table.tsx';
import type { AskedOfKind, OfferedAdditions as Offered } from './additions-preview.ts';

/** What publishing additions would do: what changes, and how much it asks of a unit of each kind. */
export function OfferedAdditions({ offered }: { offered: Offered }) {
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  const { standing, year, changes, moreChanges, asked } = offered;
  return (
    <section aria-label={t('changes.kind')}>
      <p>{t(`additions.standing.${standing}`, { title: localize(offered.title, locale), year })}</p>
      {standing !== 'same' && <ChangeList changes={changes} moreChanges={moreChanges} />}
      {asked.length > 0 && <AskedTable asked={asked} />}
    </section>
  );
}

function AskedTable({ asked }: { asked: readonly AskedOfKind[] }) {
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  return (
    <>
      <h3>{t('additions.asked.title')}</h3>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('additions.asked.kind')}</th>
              <th scope="col" className="num">
                {t('additions.asked.units')}
              </th>
              <th scope="col" className="num">
                {t('additions.asked.forms')}
              </th>
              <th scope="col" className="num">
                {t('additions.asked.cells')}
              </th>
            </tr>
          </thead>
          <tbody>
            {asked.map((one) => (
              <tr key={`${one.kind} ${one.schoolType} ${one.ownership} ${one.sectionCode}`}>
                <th scope="row">
                  {localize(one.label ?? sectionType.label, locale)}{' '}
                  <span className="muted small">
                    {one.ownership ? t(`additions.ownership.${one.ownership}`) : (one.sectionCode ?? '')}
                  </span>
                </th>
                <td className="num">{one.units ?? '—'}</td>
                <td className="num">{one.forms}</td>
                <td className="num">{one.cells}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
