import { Button } from '@huibao/ui';
import { useRevalidator, useSearchParams } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { upload, type Failure } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';

/** Takes a file, and says beforehand what becomes of it. */
export function UploadCard({ collectionId, isFirst }: { collectionId: string; isFirst: boolean }) {
  const { t } = useTranslation('imports');
  const { revalidate } = useRevalidator();
  const [, setParams] = useSearchParams();
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isGone, setGone] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!file) return;
    setBusy(true);
    setFailure(null);
    // A browser refuses a file that was saved again since it was picked.
    const bytes = await file.arrayBuffer().catch(() => null);
    setGone(bytes === null);
    if (bytes) {
      const name = encodeURIComponent(file.name.slice(-200));
      const result = await upload<{ importId: string }>(
        `/files/import/${collectionId}?name=${name}`,
        new Blob([bytes]),
      );
      if (result.ok) {
        form.reset();
        setFile(null);
        setParams({});
        revalidate();
      } else setFailure(result.failure);
    }
    setBusy(false);
  };
  return (
    <section className="card padded">
      <form className="form" onSubmit={(event) => void submit(event)}>
        {isFirst && <p className="strong">{t('steps.none')}</p>}
        <p>{t('law')}</p>
        <p className="muted">{t('formats')}</p>
        <FailureAlert failure={failure} />
        {isGone && (
          <p className="alert-text" role="alert">
            {t('gone')}
          </p>
        )}
        <div className="row">
          <label className="field">
            <span className="label">{t('choose')}</span>
            <input
              type="file"
              accept=".xlsx,.csv,.txt"
              disabled={isBusy}
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
                setGone(false);
              }}
            />
            <span className="hint">{t('hint')}</span>
          </label>
          <span className="spacer" />
          <Button type="submit" variant="primary" disabled={isBusy || !file}>
            {isBusy ? t('uploading') : t('upload')}
          </Button>
        </div>
      </form>
    </section>
  );
}
