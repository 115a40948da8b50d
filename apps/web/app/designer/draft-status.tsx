import { useTranslation } from 'react-i18next';
import { formatInstant, formatMoment } from '../dates.ts';
import { PageStatus } from '../shell/page-status.tsx';
import type { DraftHandle } from './use-draft.ts';

/** In the top bar: whether the server has everything. */
export function DraftStatus({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const { phase, savedAt } = draft.state;
  return (
    <PageStatus>
      <span role="status" className={phase === 'failed' || phase === 'conflict' ? 'alert-text' : 'muted'}>
        {phase === 'saved'
          ? savedAt !== null && t('status.saved', { at: formatMoment(savedAt) })
          : t(`status.${phase}`)}
      </span>
    </PageStatus>
  );
}

/** Who changed a part last. */
export function LastChange({ draft, part }: { draft: DraftHandle; part: string }) {
  const { t } = useTranslation('designer');
  const head = draft.heads.get(part);
  return head ? <>{t('lastChange', { by: head.by, at: formatInstant(head.at, 'short') })}</> : null;
}
