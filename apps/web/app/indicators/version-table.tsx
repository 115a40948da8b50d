import { readIndicator } from '@huibao/i18n';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { IndicatorList, IndicatorVersions } from '../outputs.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Each version, when it was published, which years use it, and what it says. */
export function VersionTable({ versions, list }: { versions: IndicatorVersions; list: IndicatorList }) {
  const { t, i18n } = useTranslation('indicators');
  const vocabulary = vocabularyOf(list);
  return (
    <section className="form-part" aria-labelledby="indicator-versions">
      <h2 id="indicator-versions">{t('versions.title')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="nowrap">
              {t('versions.no')}
            </th>
            <th scope="col">{t('versions.at')}</th>
            <th scope="col" className="nowrap">
              {t('versions.years')}
            </th>
            <th scope="col">{t('versions.reading')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.version}>
              <th scope="row" className="nowrap">
                {one.version}
              </th>
              <td className="nowrap">{one.publishedAt === null ? '—' : formatInstant(one.publishedAt, 'instant')}</td>
              <td className="nowrap">
                {one.years.length > 0 ? (
                  one.years.join(t('reading.separator'))
                ) : (
                  <span className="muted">{t('versions.none')}</span>
                )}
              </td>
              <td className="small">{readIndicator(one.definition, vocabulary, i18n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
