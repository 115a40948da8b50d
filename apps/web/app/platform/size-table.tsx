import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { PlatformSizes } from '../outputs.ts';
import { formatBytes } from './format-bytes.ts';
import { TableCard } from './table-card.tsx';

export function SizeTable({ tables }: { tables: PlatformSizes['tables'] }) {
  const { t } = useTranslation('platform');
  const locale = useLocale();
  return (
    <TableCard
      id="sizes"
      title={t('sizes.title')}
      columns={[
        { label: t('sizes.table') },
        { label: t('sizes.bytes'), isNumber: true },
        { label: t('sizes.rows'), isNumber: true },
      ]}
    >
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
    </TableCard>
  );
}
