import { Button, Dialog, Tag, TextArea } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevisionView } from '../outputs.ts';
import type { CellWords } from './review-cells.ts';

/** What was said of cells: sent with earlier returns, and what will go out with this one. */
export function Comments({
  view,
  words,
  pending,
  isWaiting,
  isDecided,
  onRemove,
}: {
  view: RevisionView;
  words: CellWords;
  pending: ReadonlyMap<string, string>;
  /** For a decision: more may be written. */
  isWaiting: boolean;
  /** Without these, which won't go out any more. */
  isDecided: boolean;
  onRemove: ((cell: string) => void) | null;
}) {
  const { t } = useTranslation('review');
  return (
    <section className="card side-card" aria-labelledby="comments">
      <h2 id="comments">{t('comments.title')}</h2>
      {isWaiting && <p className="small muted">{t('comments.hint')}</p>}
      {!isWaiting && pending.size === 0 && view.comments.length === 0 && (
        <p className="small muted">{t('comments.none')}</p>
      )}
      <ul className="plain-list">
        {[...pending].map(([cell, text]) => (
          <li key={cell}>
            <p className="row">
              <a href={`#cell-${cell}`}>{words.label(cell)}</a>
              <Tag tone="warn">{t(isDecided ? 'comments.unsent' : 'comments.pending')}</Tag>
              <span className="spacer" />
              {onRemove && (
                <Button
                  size="small"
                  variant="plain"
                  aria-label={t('comments.remove', { cell: words.label(cell) })}
                  onClick={() => onRemove(cell)}
                >
                  ×
                </Button>
              )}
            </p>
            <p>{text}</p>
          </li>
        ))}
        {view.comments.map((comment, index) => (
          <li key={`${comment.cell}/${index}`}>
            <p>
              <a href={`#cell-${comment.cell}`}>{words.label(comment.cell)}</a>
            </p>
            <p>{comment.text}</p>
            <p className="small muted">{t('comments.by', { by: comment.by, no: comment.revisionNo })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CommentDialog({
  cell,
  label,
  text,
  onSave,
  onClose,
}: {
  cell: string | null;
  label: string;
  text: string;
  onSave: (text: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['review', 'common']);
  const [draft, setDraft] = useState<string | null>(null);
  const close = (): void => {
    setDraft(null);
    onClose();
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave((draft ?? text).trim());
    close();
  };
  return (
    <Dialog title={t('review:comments.add', { cell: label })} isOpen={cell !== null} onClose={close}>
      <form className="form" onSubmit={save}>
        <TextArea
          label={t('review:comments.text')}
          autoFocus
          required
          maxLength={500}
          value={draft ?? text}
          onChange={(event) => setDraft(event.target.value)}
        />
        <div className="form-actions">
          <Button onClick={close}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('common:actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
