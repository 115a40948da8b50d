import { cellId } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { useMutation } from '../../use-mutation.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { ImportDialog } from './dialogs-of-files.tsx';
import { zeroCells } from './zero-report.ts';

/** The form's actions; one is primary. */
export function FormActions({
  form,
  role,
  isChecking,
  onCheck,
}: {
  form: FormHandle;
  role: string | undefined;
  isChecking: boolean;
  onCheck: () => void;
}) {
  const { t } = useTranslation(['form', 'common']);
  const [isImporting, setImporting] = useState(false);
  const [zero, setZero] = useState<ReturnType<typeof zeroCells> | null>(null);
  const { view, isReadOnly } = form;
  const withdraw = useMutation(() =>
    client.submission.withdraw.mutate({ submissionId: view.id, revisionNo: view.revisionNo }),
  );
  const isWithdrawable = role === 'reporter' && (view.state === 'submitted' || view.state === 'confirming');
  const fillZero = (): void => {
    // Of what was shown, only what is still unfilled.
    const empty = (zero ?? []).filter((cell) => form.store.contentOf(cellId(cell)).state === 'missing');
    if (empty.length > 0) form.store.editCells(empty);
    setZero(null);
    onCheck();
  };
  /** What was just typed is in the workbook, too, and nothing asks whether to leave. */
  const saveFirst = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (form.store.unsaved === 0) return;
    event.preventDefault();
    const { href } = event.currentTarget;
    void form.store.saveAll().then(() => window.location.assign(href));
  };
  return (
    <>
      {!isReadOnly && (
        <Button
          onClick={() => {
            form.store.settle();
            setZero(zeroCells(form));
          }}
        >
          {t('actions.zero')}
        </Button>
      )}
      {/* Opened as a page is: a refusal would be kept as a file by a link that downloads. */}
      <a className="button" href={`/files/workbook/${view.id}`} onClick={saveFirst}>
        {t('actions.download')}
      </a>
      {!isReadOnly && <Button onClick={() => setImporting(true)}>{t('actions.import')}</Button>}
      <Link className="button" to={`/term/${view.id}/print`}>
        {t('actions.print')}
      </Link>
      {isWithdrawable && (
        <Button disabled={withdraw.isBusy} onClick={() => void withdraw.run()}>
          {t('actions.withdraw')}
        </Button>
      )}
      {!isReadOnly && (
        <Button {...(isChecking ? {} : { variant: 'primary' as const })} onClick={onCheck}>
          {t('actions.check')}
        </Button>
      )}
      <FailureAlert failure={withdraw.failure} />
      <ImportDialog form={form} isOpen={isImporting} onClose={() => setImporting(false)} />
      <Dialog title={t('actions.zero')} isOpen={zero !== null} onClose={() => setZero(null)}>
        <div className="stack">
          <p>{t('zero.text', { count: zero?.length ?? 0 })}</p>
          <div className="form-actions">
            <Button onClick={() => setZero(null)}>{t('common:actions.cancel')}</Button>
            <Button variant="primary" onClick={fillZero}>
              {t('zero.confirm')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
