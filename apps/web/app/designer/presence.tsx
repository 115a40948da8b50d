import { useTranslation } from 'react-i18next';
import { usePartName } from './part-name.ts';
import type { DraftHandle } from './use-draft.ts';

/** Who else has the draft open, and where. */
export function Presence({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const nameOf = usePartName(draft.state.parts);
  return draft.others.map(({ name, part, isOwn }, index) => (
    <span key={`${name} ${part} ${index}`} className="tag info">
      {t(isOwn ? 'presence.own' : 'presence.other', { name, part: nameOf(part) })}
    </span>
  ));
}
