import { useTranslation } from 'react-i18next';
import type { AdoptionPreview } from '../../outputs.ts';

/** What is newer than what somebody goes by, in words: of the programme, and of what each level added. */
export function useNewerIssues(): (newer: AdoptionPreview['newer']) => string {
  const { t } = useTranslation(['collections', 'common']);
  return (newer) =>
    newer
      .map(({ level, from, to }) => {
        const what = level === null ? t('collections:amendment.programme') : t(`common:added.${level}`);
        return from === null
          ? t('collections:amendment.first', { what, to })
          : t('collections:amendment.next', { what, from, to });
      })
      .join(t('collections:amendment.separator'));
}
