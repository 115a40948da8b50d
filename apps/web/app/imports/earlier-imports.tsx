import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { Imports } from '../outputs.ts';

/** Files that were handed in for the term before. */
export function EarlierImports({ earlier }: Pick<Imports, 'earlier'>) {
  const { t } = useTranslation('imports');
  return (
    <section className="card" aria-label={t('earlier')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" colSpan={3}>
              {t('earlier')}
            </th>
          </tr>
        </thead>
        <tbody>
          {earlier.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.fileName}</th>
              <td className="muted">{t('by', { name: one.begunBy, at: formatInstant(one.begunAt, 'instant') })}</td>
              <td>
                <Tag tone={one.state === 'done' ? 'ok' : undefined}>{t(`states.${one.state}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
