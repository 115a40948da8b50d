import { Banner, Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import { usePartName } from './part-name.ts';
import type { DraftHandle } from './use-draft.ts';

/** What a window that was closed, or crashed, hadn't saved: taken up again, or let go, and never by itself. */
export function KeptBanner({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const nameOf = usePartName(draft.state.parts);
  return draft.offered.map((offer) => (
    <Banner
      key={offer.tab}
      tone="warn"
      end={
        <div className="row">
          <Button size="small" onClick={() => draft.letGo(offer)}>
            {t('kept.letGo')}
          </Button>
          <Button size="small" variant="primary" onClick={() => draft.takeUp(offer)}>
            {t('kept.takeUp')}
          </Button>
        </div>
      }
    >
      {t('kept.text', {
        at: formatInstant(offer.at, 'instant'),
        parts: offer.parts.map(({ name }) => nameOf(name)).join(t('kept.separator')),
      })}
    </Banner>
  ));
}
