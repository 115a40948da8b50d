import { listFileIds, localize, missingCell, type CellContent } from '@huibao/domain';
import { Banner, Button, Dialog } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { upload, type Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { toldLimit } from '../../near-limits.tsx';
import type { NearLimit } from '../../outputs.ts';
import { fileHref } from '../grid/file-thumbnails.tsx';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';

const idsIn = ({ state, value }: CellContent): readonly string[] =>
  state === 'value' ? (listFileIds(value) ?? []) : [];

/**
 * The files of one cell: look, add, remove. The cell holds their ids; a removed file stays with
 * the submission's record.
 */
export function FilesDialog({ form, place, onClose }: { form: FormHandle; place: Place | null; onClose: () => void }) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [near, setNear] = useState<NearLimit | null>(null);
  /** Of what was chosen, what came after a file that wasn't taken. */
  const [left, setLeft] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const ids = idsIn((place && form.evaluation.cells.get(place.id)) ?? missingCell);
  const put = (next: readonly string[]): void => {
    if (place)
      form.store.edit(
        [{ place, content: next.length === 0 ? missingCell : { state: 'value', value: JSON.stringify(next) } }],
        'page',
      );
  };
  const add = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    setBusy(true);
    setFailure(null);
    setLeft([]);
    const added: string[] = [];
    for (const [index, file] of chosen.entries()) {
      const result = await upload<{ id: string; near: NearLimit | null }>(
        `/files/evidence/${form.view.id}?name=${encodeURIComponent(file.name)}`,
        file,
      );
      if (result.ok) {
        added.push(result.value.id);
        setNear(result.value.near);
      } else {
        setFailure(result.failure);
        setLeft(chosen.slice(index).map(({ name }) => name));
        if (result.failure.code === 'session.missing') form.store.queue.signedOut();
        break;
      }
    }
    if (added.length > 0) {
      // As the cell is now: meanwhile one may have been removed, or a colleague's have come.
      if (place) put([...idsIn(form.store.contentOf(place.id)), ...added]);
      revalidate();
    }
    setBusy(false);
  };
  return (
    <Dialog title={place ? localize(place.label, locale) : ''} isOpen={place !== null} onClose={onClose}>
      <div className="stack">
        {ids.length === 0 && <p className="muted">{t('files.none')}</p>}
        <ul className="file-list">
          {ids.map((id) => {
            const file = form.view.files.find((one) => one.id === id);
            return (
              <li key={id}>
                {file?.mediaType.startsWith('image/') && <img src={fileHref(id)} alt="" />}
                <a href={fileHref(id)}>{file?.name ?? t('files.loading')}</a>
                <span className="muted small">
                  {file && t('files.size', { size: Math.max(1, Math.round(file.size / 1024)) })}
                </span>
                <span className="spacer" />
                {!form.isReadOnly && (
                  <Button size="small" variant="danger" onClick={() => put(ids.filter((one) => one !== id))}>
                    {t('files.remove')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        <FailureAlert failure={failure} />
        {left.length > 0 && (
          <p className="alert-text">{t('files.left', { names: left.join(t('files.comma')), count: left.length })}</p>
        )}
        {near && (
          <Banner tone="warn" role="status">
            {t('files.near', toldLimit(near))}
          </Banner>
        )}
        {!form.isReadOnly && (
          <label className="field">
            <span>{t('files.add')}</span>
            <input
              type="file"
              multiple
              disabled={isBusy}
              accept=".png,.jpg,.jpeg,.webp,.pdf,.docx,.xlsx"
              onChange={(event) => void add(event)}
            />
            <span className="hint">{isBusy ? t('files.uploading') : t('files.hint')}</span>
          </label>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
