import { Button, Dialog, TextArea } from '@huibao/ui';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from './client.ts';
import { FailureAlert } from './failure-alert.tsx';

/** A decision that needs a reason: returns, reopenings, corrections. `onConfirm` answers whether it was done. */
export function ReasonDialog({
  title,
  label,
  action,
  children,
  isOpen,
  isBusy,
  failure,
  isRequired = true,
  onConfirm,
  onClose,
}: {
  title: string;
  label: string;
  action: string;
  children?: ReactNode;
  isOpen: boolean;
  isBusy: boolean;
  failure: Failure | null;
  isRequired?: boolean;
  onConfirm: (reason: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await onConfirm(reason)) {
      setReason('');
      onClose();
    }
  };
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {children}
        <TextArea
          label={label}
          autoFocus
          required={isRequired}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
