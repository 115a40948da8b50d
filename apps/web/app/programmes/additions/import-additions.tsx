import { localize } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useNavigate, useRevalidator } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { PackageField } from '../package-field.tsx';
import type { BegunDraft } from '../package-preview.ts';
import { RefusalTable } from '../refusal-table.tsx';
import { usePackageUpload } from '../use-package-upload.ts';
import type { AdditionsPreview } from './additions-preview.ts';
import { OfferedAdditions } from './offered-additions.tsx';

/** Uploads a package of additions: what is wrong with it, or what it changes; then publishes what was looked at. */
export function ImportAdditions({ onClose, onDone }: { onClose: () => void; onDone: (told: string) => void }) {
  const { t } = useTranslation(['programmes', 'designer', 'common']);
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<AdditionsPreview | null>(null);
  const { isBusy, failure, send, clear } = usePackageUpload();
  const offered = preview?.refusals.length === 0 ? preview.offered : null;
  const isReady = offered !== null && offered.standing !== 'same';
  const check = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    const result = await send<AdditionsPreview>('/files/additions/preview', file);
    setPreview(result.ok ? result.value : null);
  };
  const navigate = useNavigate();
  const begin = async (): Promise<void> => {
    if (!file) return;
    const result = await send<BegunDraft>('/files/additions/draft', file);
    if (!result.ok) return;
    const { draftId, refusals } = result.value;
    if (draftId === null) setPreview({ refusals, offered: null });
    else void navigate(`/programmes/drafts/${draftId}`);
  };
  const publish = async (): Promise<void> => {
    if (!file || !offered) return;
    const result = await send(`/files/additions?${new URLSearchParams({ hash: offered.hash })}`, file);
    if (!result.ok) return;
    revalidate();
    onDone(t('programmes:additions.done', { title: localize(offered.title, locale), year: offered.year }));
    onClose();
  };
  return (
    <Dialog title={t('programmes:additions.import')} isOpen onClose={onClose} size="wide">
      <form className="form" onSubmit={(event) => void check(event)}>
        <p>{t('programmes:additions.text')}</p>
        <PackageField
          label={t('programmes:additions.file')}
          isBusy={isBusy}
          onChoose={(chosen) => {
            setFile(chosen);
            setPreview(null);
            clear();
          }}
        />
        <FailureAlert failure={failure} />
        {preview && preview.refusals.length > 0 && <RefusalTable refusals={preview.refusals} />}
        {offered && <OfferedAdditions offered={offered} />}
        {isReady && <p className="muted">{t('programmes:additions.final')}</p>}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button disabled={isBusy || !file} onClick={() => void begin()}>
            {t('designer:begin.fromPackage')}
          </Button>
          <Button type="submit" {...(isReady ? {} : { variant: 'primary' as const })} disabled={isBusy || !file}>
            {t('programmes:dialog.check')}
          </Button>
          {isReady && (
            <Button variant="primary" disabled={isBusy} onClick={() => void publish()}>
              {t('programmes:dialog.publish')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
