import { listFileIds, localize, missingCell } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { upload, type Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { fileHref } from '../grid/file-thumbnails.tsx';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';

/**
 * The files of one cell: look, add, remove. The cell holds their ids; a removed file stays with
 * the submission's record.
 */
export function FilesDialog({ form, place, onClose }: { form: FormHandle; place: Place | null; onClose: () => void }) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const content = (place && form.evaluation.cells.get(place.id)) ?? missingCell;
  const ids = content.state === 'value' ? (listFileIds(content.value) ?? []) : [];
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
    const added: string[] = [];
    for (const file of chosen) {
      const result = await upload<{ id: string }>(
        `/files/evidence/${form.view.id}?name=${encodeURIComponent(file.name)}`,
        file,
      );
      if (result.ok) added.push(result.value.id);
      else {
        setFailure(result.failure);
        if (result.failure.code === 'session.missing') form.store.queue.signedOut();
        break;
      }
    }
    if (added.length > 0) {
      put([...ids, ...added]);
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
