import { localize } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { AdoptionPreview } from '../../outputs.ts';

type Told = AdoptionPreview['figures'][number]['after'];

/** Figures that say something else afterwards: mostly of more, or of fewer, than before. */
export function ChangedFigures({ figures }: { figures: AdoptionPreview['figures'] }) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const told = (figure: Told): string =>
    figure === null
      ? t('amendment.absent')
      : t('amendment.figure', {
          value: figure.value ?? '—',
          answered: figure.answered,
          expected: figure.expected,
        });
  return (
    <section className="card table-scroll" aria-label={t('amendment.figures')}>
      <div className="card-title">
        <h2>{t('amendment.figures')}</h2>
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('amendment.indicator')}</th>
            <th scope="col">{t('amendment.before')}</th>
            <th scope="col">{t('amendment.after')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ code, label, before, after }) => (
            <tr key={code}>
              <th scope="row">{localize(label, locale)}</th>
              <td>{told(before)}</td>
              <td>{told(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
