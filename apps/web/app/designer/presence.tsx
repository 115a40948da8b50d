import { useTranslation } from 'react-i18next';
import { usePartName } from './part-name.ts';
import type { DraftHandle } from './use-draft.ts';

/** Who else has the draft open, and where. */
export function Presence({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const nameOf = usePartName(draft.state.parts);
  // Two windows at one part are told once.
  const told = draft.others.map(({ name, part, isOwn }) =>
    t(isOwn ? 'presence.own' : 'presence.other', { name, part: nameOf(part) }),
  );
  return [...new Set(told)].map((text) => (
    <span key={text} className="tag info">
      {text}
    </span>
  ));
}
