import { localize } from '@huibao/domain';
import { Button, Dialog, SelectField } from '@huibao/ui';
import { useNavigate, useRevalidator } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { ChangeTable } from './change-table.tsx';
import { PackageField } from './package-field.tsx';
import { isPublishable, type BegunDraft, type PackagePreview } from './package-preview.ts';
import { RefusalTable } from './refusal-table.tsx';
import { usePackageUpload } from './use-package-upload.ts';

/** Years back for which a programme may be brought in, so that figures of those years have a place. */
const yearsBack = 5;

/** Uploads a package: what is wrong with it, or what it would change; then publishes what was looked at. */
export function ImportDialog({
  thisYear,
  onClose,
  onDone,
}: {
  thisYear: number;
  onClose: () => void;
  onDone: (told: string) => void;
}) {
  const { t } = useTranslation(['programmes', 'designer', 'common']);
  const navigate = useNavigate();
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [file, setFile] = useState<File | null>(null);
  const [year, setYear] = useState(thisYear);
  const { isBusy, failure, send, clear } = usePackageUpload();
  const [preview, setPreview] = useState<PackagePreview | null>(null);
  const isReady = preview !== null && isPublishable(preview);
  const lookAnew = (): void => {
    setPreview(null);
    clear();
  };
  const check = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    const result = await send<PackagePreview>(`/files/package/${year}/preview`, file);
    setPreview(result.ok ? result.value : null);
  };
  const publish = async (): Promise<void> => {
    if (!file || !preview?.offered) return;
    const { hash, title, issueNo } = preview.offered;
    const result = await send(
      `/files/package/${year}?${new URLSearchParams({ hash, issueNo: String(issueNo) })}`,
      file,
    );
    if (!result.ok) return;
    revalidate();
    onDone(t('programmes:done', { title: localize(title, locale), year }));
    onClose();
  };
  const begin = async (): Promise<void> => {
    if (!file) return;
    const result = await send<BegunDraft>(`/files/package/${year}/draft`, file);
    if (!result.ok) return;
    const { draftId, refusals } = result.value;
    if (draftId === null) setPreview({ refusals, offered: null });
    else void navigate(`/programmes/drafts/${draftId}`);
  };
  return (
    <Dialog title={t('programmes:dialog.title')} isOpen onClose={onClose} size="wide">
      <form className="form" onSubmit={(event) => void check(event)}>
        <p>{t('programmes:dialog.text')}</p>
        <PackageField
          label={t('programmes:dialog.file')}
          isBusy={isBusy}
          onChoose={(chosen) => {
            setFile(chosen);
            lookAnew();
          }}
        />
        <SelectField
          label={t('programmes:dialog.year')}
          value={year}
          disabled={isBusy}
          onChange={(event) => {
            setYear(Number(event.target.value));
            lookAnew();
          }}
        >
          {Array.from({ length: yearsBack + 2 }, (_, index) => thisYear + 1 - index).map((one) => (
            <option key={one} value={one}>
              {t('programmes:year', { year: one })}
            </option>
          ))}
        </SelectField>
        <FailureAlert failure={failure} />
        {preview && preview.refusals.length > 0 && <RefusalTable refusals={preview.refusals} />}
        {preview?.offered && preview.refusals.length === 0 && <ChangeTable offered={preview.offered} />}
        {isReady && (
          <p className="muted">
            {t(preview.offered?.standing === 'amends' ? 'programmes:amending' : 'programmes:final')}
          </p>
        )}
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
