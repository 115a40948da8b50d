import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';
import { CodeField } from './code-field.tsx';

/** The password again, and the code of who has a second factor: before something that only oneself may do. */
export function ProofDialog({
  title,
  text,
  hasSecondFactor,
  act,
  onClose,
}: {
  title: string;
  text: string;
  hasSecondFactor: boolean;
  act: (proof: { password: string; code?: string }) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['account', 'common']);
  const [form, setForm] = useState({ password: '', code: '' });
  const { run, isBusy, failure } = useMutation(async ({ password, code }: typeof form) => {
    await act({ password, ...(hasSecondFactor ? { code } : {}) });
    return true;
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run(form)) onClose();
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{text}</p>
        <TextField
          label={t('account:password.current')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={form.password}
          onChange={(event) => setForm({ ...form, password: event.target.value })}
        />
        {hasSecondFactor && <CodeField value={form.code} onChange={(code) => setForm({ ...form, code })} />}
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('common:actions.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
