import { cellId } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, upload, type Failure } from '../../client.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { FormHandle } from '../sync/use-form.ts';
import { ImportPreview, RefusedCells, type ChosenCells, type Preview, type PreviewChange } from './import-preview.tsx';

const chunk = 4000;
const nothingChosen: ChosenCells = { isEmptying: false, mine: new Set() };

/** A filled workbook: what it would change and what is refused, cell by cell, before anything is saved. */
export function ImportDialog({ form, isOpen, onClose }: { form: FormHandle; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(['form', 'common']);
  const { revalidate } = useRevalidator();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [chosen, setChosen] = useState<ChosenCells>(nothingChosen);
  const [done, setDone] = useState<{ saved: number; left: number; refused: Preview['refused'] } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isGone, setGone] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const close = (): void => {
    setFile(null);
    setPreview(null);
    setDone(null);
    setFailure(null);
    setGone(false);
    onClose();
  };
  const fail = (failed: Failure): void => {
    setFailure(failed);
    if (failed.code === 'session.missing') form.store.queue.signedOut();
  };
  const read = async (picked: File): Promise<void> => {
    setBusy(true);
    setFile(picked);
    setPreview(null);
    setChosen(nothingChosen);
    setFailure(null);
    setDone(null);
    // A browser refuses a file that was saved again since it was picked: it is to be picked anew, not to be blamed.
    const bytes = await picked.arrayBuffer().catch(() => null);
    setGone(bytes === null);
    if (bytes) {
      await form.store.queue.flush();
      const result = await upload<Preview>(`/files/workbook/${form.view.id}`, new Blob([bytes]));
      if (result.ok) setPreview(result.value);
      else fail(result.failure);
    }
    setBusy(false);
  };
  const cells = preview ? cellsToSave(preview, chosen) : [];
  // Of a workbook that changes nothing there is nothing to take back.
  const isOpenQuestion =
    preview !== null && preview.changes.length + preview.emptied.length + preview.conflicts.length > 0;
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      let [saved, left] = [0, 0];
      for (let start = 0; start < cells.length; start += chunk) {
        const result = await client.submission.save.mutate({
          submissionId: form.view.id,
          source: 'excel',
          cells: cells
            .slice(start, start + chunk)
            .map(({ code, key, state, value, version }) => ({ code, key, state, value, version })),
          fileName: file?.name.slice(-200) ?? '',
        });
        saved += result.saved.length;
        left += result.conflicts.length + result.refused.length;
      }
      setDone({ saved, left, refused: preview?.refused ?? [] });
      setPreview(null);
      revalidate();
    } catch (error) {
      fail(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('import.title')} isOpen={isOpen} onClose={close} size="wide">
      <div className="stack">
        <FailureAlert failure={failure} />
        {isGone && (
          <p className="alert-text" role="alert">
            {t('import.gone')}
          </p>
        )}
        {done && (
          <div className={done.left + done.refused.length > 0 ? 'banner warn' : 'banner ok'} role="status">
            {t('import.done', { count: done.saved })}
            {done.left > 0 && ` ${t('import.left', { count: done.left })}`}
            {done.refused.length > 0 && ` ${t('import.refusedStill', { count: done.refused.length })}`}
          </div>
        )}
        {done && <RefusedCells form={form} refused={done.refused} />}
        {preview && <ImportPreview form={form} preview={preview} chosen={chosen} onChoose={setChosen} />}
        {!preview && !done && (
          <label className="field">
            <span>{t('import.choose')}</span>
            <input
              type="file"
              accept=".xlsx"
              disabled={isBusy}
              onChange={({ target }) => {
                const picked = target.files?.[0];
                target.value = '';
                if (picked) void read(picked);
              }}
            />
            <span className="hint">{isBusy ? t('import.reading') : t('import.hint')}</span>
          </label>
        )}
        <div className="form-actions">
          <Button onClick={close}>{isOpenQuestion ? t('common:actions.cancel') : t('common:actions.close')}</Button>
          {done && done.left > 0 && file && (
            <Button variant="primary" disabled={isBusy} onClick={() => void read(file)}>
              {t('import.again')}
            </Button>
          )}
          {cells.length > 0 && (
            <Button variant="primary" disabled={isBusy} onClick={() => void save()}>
              {t('import.save', { count: cells.length })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function cellsToSave(preview: Preview, { isEmptying, mine }: ChosenCells): readonly PreviewChange[] {
  return [
    ...preview.changes,
    ...(isEmptying ? preview.emptied : []),
    ...preview.conflicts.filter((cell) => mine.has(cellId(cell))),
  ];
}
