import type { YearReach } from '@huibao/domain';
import { readReach } from '@huibao/i18n';
import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';

/** How far a year goes that isn't over. */
export function YearReachBanner({ reach }: { reach: YearReach }) {
  const { i18n } = useTranslation();
  const words = readReach(reach, i18n);
  return words === null ? null : (
    <Banner tone="info" role="status">
      {words}
    </Banner>
  );
}
