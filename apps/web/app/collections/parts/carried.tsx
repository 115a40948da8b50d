import { localize } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { PartList } from '../../outputs.ts';

/** What goes on from the year before until this one is begun, and how much that asks. */
export function Carried({
  list: { parts },
  carriedFrom,
  children,
}: {
  list: PartList;
  carriedFrom: number;
  children?: ReactNode;
}) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const on = parts.filter(({ isOn }) => isOn);
  return (
    <Banner tone="info">
      {t('parts.carried', {
        year: carriedFrom,
        count: on.length,
        items: on.map(({ label }) => localize(label, locale)).join(t('parts.separator')),
        cells: on.reduce((sum, { cells }) => sum + cells, 0),
      })}
      {children}
    </Banner>
  );
}
