import { useTranslation } from 'react-i18next';
import { formatMoment } from '../dates.ts';
import { isSignedOut, isWorthAnotherTry, type Autosave } from './use-autosave.ts';

/** Of all sections together: what isn't saved comes before what is. */
export function SavingState({ savings }: { savings: readonly Autosave[] }) {
  const { t } = useTranslation('reports');
  const has = (state: Autosave['state']): boolean => savings.some((one) => one.state === state);
  const last = savings
    .map((one) => one.savedAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  if (has('conflict')) {
    // One's own text of it is on the server, too, as the panel says: what is left is to choose.
    const isUnsaved = savings.some(({ state, conflict }) => state === 'conflict' && !conflict?.asideId);
    return (
      <span className="alert-text" role="status">
        ! {t(isUnsaved ? 'conflict.title' : 'conflict.kept')}
      </span>
    );
  }
  if (savings.some(({ failure }) => isSignedOut(failure)))
    return (
      <span className="alert-text" role="status">
        ! {t('unsavedSignedOut')}
      </span>
    );
  if (has('failed'))
    return (
      <span className="alert-text" role="status">
        ! {t(savings.some(({ failure }) => failure && !isWorthAnotherTry(failure)) ? 'unsavedRefused' : 'unsaved')}
      </span>
    );
  if (has('saving'))
    return (
      <span className="muted" role="status">
        {t('saving')}
      </span>
    );
  if (has('waiting')) return <span className="muted">{t('waiting')}</span>;
  return last ? (
    <span className="ok-text" role="status">
      ✓ {t('saved', { at: formatMoment(last) })}
    </span>
  ) : null;
}
