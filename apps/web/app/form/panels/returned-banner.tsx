import { isEditable } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../dates.ts';
import { DeadlineBanner } from '../../deadline.tsx';
import { partsOf } from '../grid/rows.ts';
import { sectionOfCell } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import type { SubmissionView } from '../sync/view.ts';

/** Commented cells in the form's own order, for F8. */
export function pinnedCells(view: SubmissionView): readonly string[] {
  const sections = view.form.sections.map((section) => section.code);
  const orders = new Map(
    view.form.sections
      .flatMap((section) =>
        partsOf(section, view.unit).flatMap((part) =>
          part.kind === 'register' ? [part.id] : part.places.map((place) => place.id),
        ),
      )
      .map((id, index) => [id, index]),
  );
  const rank = (id: string): number =>
    sections.indexOf(sectionOfCell(view.form, view.unit, id) ?? '') * 10_000 + (orders.get(id) ?? 9_999);
  return [...new Set(view.comments.map((comment) => comment.cell))].sort((a, b) => rank(a) - rank(b));
}

interface Props {
  readonly form: FormHandle;
  readonly role: string | undefined;
  readonly activeId: string | null;
  readonly goTo: (id: string) => void;
}

/** The deadline, and for a returned form how many places, why, and the way to the next (F8, Shift+F8). */
export function StateBanner({ form, role, activeId, goTo }: Props) {
  const { t } = useTranslation('form');
  const { view, isReadOnly } = form;
  const isReturned = view.state === 'returned';
  const pinned = isReturned ? pinnedCells(view) : [];
  const next = (by: 1 | -1): void => {
    if (pinned.length === 0) return;
    const at = activeId === null ? -1 : pinned.indexOf(activeId);
    goTo(pinned[at < 0 ? (by > 0 ? 0 : pinned.length - 1) : (at + by + pinned.length) % pinned.length] ?? '');
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || event.isComposing) return;
      event.preventDefault();
      next(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const by = view.comments[0]?.by;
  // Once this one is in, the way on is the unit's next form.
  const nextForm =
    role === 'reporter' && !isEditable(view.state) ? view.siblings.find((one) => isEditable(one.state)) : undefined;
  return (
    <DeadlineBanner
      serverNow={view.serverNow}
      dueAt={isReturned && view.mendUntil ? view.mendUntil : view.times.dueAt}
      isDone={view.state === 'submitted' || view.state === 'accepted'}
      isReturned={isReturned}
    >
      {isReturned && <b>{pinned.length > 0 ? t('returned.count', { count: pinned.length }) : t('returned.whole')}</b>}
      {isReturned && view.reason && <span>{by ? t('returned.by', { by, reason: view.reason }) : view.reason}</span>}
      {pinned.length > 0 && (
        <Button size="small" variant="plain" onClick={() => next(1)}>
          {t('returned.next')}
        </Button>
      )}
      {!isReturned && <span>{t(`stateText.${view.state}`)}</span>}
      {nextForm && <Link to={`/term/${nextForm.id}`}>{t('nextForm')}</Link>}
      {!isReturned && isReadOnly && view.state === 'draft' && (
        <span className="muted">
          {view.serverNow < view.times.opensAt
            ? t('notOpen', { at: formatInstant(view.times.opensAt, 'date') })
            : t('readOnly')}
        </span>
      )}
    </DeadlineBanner>
  );
}
