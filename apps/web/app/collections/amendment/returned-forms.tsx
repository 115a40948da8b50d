import { localize } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { AdoptionPreview } from '../../outputs.ts';

/** What was sent back is mended as it was asked, unless it is chosen to go by the new issue. */
export function ReturnedForms({
  returned,
  chosen,
  onChoose,
}: {
  returned: AdoptionPreview['returned'];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const choose = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <section className="card table-scroll" aria-label={t('amendment.returned')}>
      <div className="card-title">
        <h2>{t('amendment.returned')}</h2>
        <p className="muted">{t('amendment.returnedNote')}</p>
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('amendment.move')}</th>
            <th scope="col">{t('columns.unit')}</th>
            <th scope="col">{t('amendment.form')}</th>
            <th scope="col" className="num">
              {t('amendment.parked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {returned.map(({ submissionId, unitName, form, parked }) => (
            <tr key={submissionId}>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('amendment.moveOne', { unit: unitName, form: localize(form, locale) })}
                  checked={chosen.has(submissionId)}
                  onChange={(event) => choose(submissionId, event.target.checked)}
                />
              </td>
              <th scope="row">{unitName}</th>
              <td>{localize(form, locale)}</td>
              <td className="num">{parked}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
