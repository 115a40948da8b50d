import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { PlatformSizes } from '../outputs.ts';
import { formatBytes } from './format-bytes.ts';

export function SizeTable({ tables }: { tables: PlatformSizes['tables'] }) {
  const { t } = useTranslation('platform');
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="sizes">
      <h2 id="sizes" className="card-title">
        {t('sizes.title')}
      </h2>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('sizes.table')}</th>
              <th scope="col" className="num">
                {t('sizes.bytes')}
              </th>
              <th scope="col" className="num">
                {t('sizes.rows')}
              </th>
            </tr>
          </thead>
          <tbody>
            {tables.map(({ name, bytes, rows }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="num nowrap">{formatBytes(bytes)}</td>
                <td className="num">
                  {rows === null ? (
                    <span className="muted">{t('sizes.uncounted')}</span>
                  ) : (
                    new Intl.NumberFormat(locale).format(rows)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
