import { cellId, localize, printCell } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, upload, type Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert, useFailureText } from '../../failure-alert.tsx';
import { findPlace } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import type { SaveInput, SaveResult } from '../sync/view.ts';

interface Preview {
  readonly changes: readonly (SaveInput['cells'][number] & {
    readonly ref: string;
    readonly sheet: string;
    readonly before: { readonly state: 'missing' | 'not_applicable' | 'value'; readonly value: string };
    readonly notice: 'emptied' | null;
  })[];
  readonly refused: readonly (Omit<SaveResult['refused'][number], 'error'> & {
    readonly error: Failure['code'];
    readonly sheet: string;
    readonly ref: string;
    readonly text: string;
  })[];
  readonly unchanged: number;
}

const chunk = 4000;

/** A filled workbook: what it would change and what is refused, cell by cell, before anything is saved. */
export function ImportDialog({ form, isOpen, onClose }: { form: FormHandle; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(['form', 'common']);
  const { revalidate } = useRevalidator();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [fileName, setFileName] = useState('');
  const [done, setDone] = useState<{ saved: number; conflicts: number } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const close = (): void => {
    setPreview(null);
    setDone(null);
    setFailure(null);
    onClose();
  };
  const fail = (failed: Failure): void => {
    setFailure(failed);
    if (failed.code === 'session.missing') form.store.queue.signedOut();
  };
  const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setBusy(true);
    setFailure(null);
    setDone(null);
    await form.store.queue.flush();
    const result = await upload<Preview>(`/files/workbook/${form.view.id}`, file);
    setFileName(file.name);
    setPreview(result.ok ? result.value : null);
    if (!result.ok) fail(result.failure);
    setBusy(false);
  };
  const save = async (): Promise<void> => {
    if (!preview) return;
    setBusy(true);
    try {
      let saved = 0;
      let conflicts = 0;
      for (let start = 0; start < preview.changes.length; start += chunk) {
        const cells = preview.changes
          .slice(start, start + chunk)
          .map(({ code, key, state, value, version }) => ({ code, key, state, value, version }));
        const result = await client.submission.save.mutate({
          submissionId: form.view.id,
          source: 'excel',
          cells,
          fileName: fileName.slice(-200),
        });
        saved += result.saved.length;
        conflicts += result.conflicts.length + result.refused.length;
      }
      setDone({ saved, conflicts });
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
        {done && (
          <div className="banner ok" role="status">
            {t('import.done', { count: done.saved })}
            {done.conflicts > 0 && ` ${t('import.conflicts', { count: done.conflicts })}`}
          </div>
        )}
        {preview ? (
          <PreviewTables form={form} preview={preview} />
        ) : (
          !done && (
            <label className="field">
              <span>{t('import.choose')}</span>
              <input type="file" accept=".xlsx" disabled={isBusy} onChange={(event) => void read(event)} />
              <span className="hint">{isBusy ? t('import.reading') : t('import.hint')}</span>
            </label>
          )
        )}
        <div className="form-actions">
          <Button onClick={close}>{preview ? t('common:actions.cancel') : t('common:actions.close')}</Button>
          {preview && preview.changes.length > 0 && (
            <Button variant="primary" disabled={isBusy} onClick={() => void save()}>
              {t('import.save', { count: preview.changes.length })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function PreviewTables({ form, preview }: { form: FormHandle; preview: Preview }) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const failureText = useFailureText();
  const { view } = form;
  const describe = (cell: { code: string; key: string }) => {
    const place = findPlace(view.form, view.unit, cellId(cell));
    const register = view.form.sections
      .flatMap((section) => section.blocks)
      .find((block) => block.kind === 'register' && block.register.code === cell.code);
    return {
      place,
      label: place
        ? localize(place.label, locale)
        : register?.kind === 'register'
          ? localize(register.register.label, locale)
          : cell.code,
    };
  };
  return (
    <>
      <p>
        {t('import.summary', {
          changes: preview.changes.length,
          refused: preview.refused.length,
          unchanged: preview.unchanged,
        })}
      </p>
      {preview.refused.length > 0 && (
        <div className="preview-scroll" role="region" tabIndex={0} aria-label={t('import.refused')}>
          <table className="table">
            <caption className="alert-text">{t('import.refused')}</caption>
            <thead>
              <tr>
                <th>{t('import.cell')}</th>
                <th>{t('columns.label')}</th>
                <th>{t('import.text')}</th>
                <th>{t('import.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.refused.map((cell) => (
                <tr key={cell.sheet + cell.ref + cellId(cell)}>
                  <td>
                    {cell.sheet} {cell.ref}
                  </td>
                  <td>{describe(cell).label}</td>
                  <td>{cell.text}</td>
                  <td className="alert-text">{failureText({ code: cell.error, params: cell.params })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.changes.length > 0 && (
        <div className="preview-scroll" role="region" tabIndex={0} aria-label={t('import.changes')}>
          <table className="table">
            <caption>{t('import.changes')}</caption>
            <thead>
              <tr>
                <th>{t('import.cell')}</th>
                <th>{t('columns.label')}</th>
                <th className="num">{t('import.before')}</th>
                <th className="num">{t('import.after')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.changes.map((cell) => {
                const { place, label } = describe(cell);
                const print = (content: Preview['changes'][number]['before']): string =>
                  (place
                    ? printCell(place.element, content, locale)
                    : content.value === 'nothing'
                      ? t('register.nothing')
                      : content.value) || t('empty');
                return (
                  <tr key={cellId(cell)}>
                    <td>
                      {cell.sheet} {cell.ref}
                    </td>
                    <td>{label}</td>
                    <td className="num muted">{print(cell.before)}</td>
                    <td className="num">
                      {print(cell)}
                      {cell.notice && <span className="warn-text small"> {t('import.emptied')}</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
