import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { RevisionView } from '../outputs.ts';

type State = RevisionView['revision']['state'];

const tones = {
  submitted: 'info',
  accepted: 'ok',
  returned: 'alert',
  reopened: 'alert',
  withdrawn: undefined,
} as const satisfies Record<State, string | undefined>;

/** What became of one submission. */
export function RevisionTag({ state }: { state: State }) {
  const { t } = useTranslation('review');
  return <Tag tone={tones[state]}>{t(`states.${state}`)}</Tag>;
}

/** Of the submission that is shown, and of the form since then where that is something else. */
export function RevisionState({ view }: { view: Pick<RevisionView, 'state' | 'revision'> }) {
  const { t } = useTranslation('review');
  const { state } = view.revision;
  // Reopened is how a form that had been accepted is returned.
  const isSame = view.state === state || (state === 'reopened' && view.state === 'returned');
  return (
    <>
      <RevisionTag state={state} />
      {!isSame && <span>{t('stateNow', { state: t(`states.${view.state}`) })}</span>}
    </>
  );
}
