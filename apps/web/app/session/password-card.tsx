import { Banner, Button, TextField } from '@huibao/ui';
import { useNavigate } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';
import { CodeField } from './code-field.tsx';

const blank = { current: '', code: '', next: '', again: '' };

export function PasswordCard({
  rules,
  hasSecondFactor,
  isForced,
}: {
  rules: { readonly minLength: number; readonly kinds: number };
  hasSecondFactor: boolean;
  isForced: boolean;
}) {
  const { t } = useTranslation(['account', 'common']);
  const navigate = useNavigate();
  const [form, setForm] = useState(blank);
  const [isDone, setDone] = useState(false);
  const [isDifferent, setDifferent] = useState(false);
  const { run, isBusy, failure } = useMutation((input: { current: string; code?: string; next: string }) =>
    client.session.changePassword.mutate(input),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setDone(false);
    setDifferent(form.next !== form.again);
    if (form.next !== form.again) return;
    const { current, code, next } = form;
    if (!(await run({ current, next, ...(hasSecondFactor ? { code } : {}) }))) return;
    setForm(blank);
    setDone(true);
    if (isForced) navigate('/');
  };
  const field = (name: 'current' | 'next' | 'again') => ({
    name,
    type: 'password',
    required: true,
    value: form[name],
    autoComplete: name === 'current' ? 'current-password' : 'new-password',
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const rule =
    rules.kinds > 1
      ? t('password.rule', { length: rules.minLength, kinds: rules.kinds })
      : t('password.ruleByLength', { length: rules.minLength });
  return (
    <form className="card padded form narrow" onSubmit={(event) => void submit(event)}>
      <h2>{t('password.change')}</h2>
      <TextField label={t('password.current')} {...field('current')} />
      {hasSecondFactor && <CodeField value={form.code} onChange={(code) => setForm({ ...form, code })} />}
      <TextField label={t('password.next')} hint={rule} minLength={rules.minLength} {...field('next')} />
      <TextField
        label={t('password.again')}
        {...(isDifferent ? { problem: t('password.different') } : {})}
        {...field('again')}
      />
      <FailureAlert failure={failure} />
      {isDone && (
        <Banner tone="ok" role="status">
          {t('password.done')}
        </Banner>
      )}
      <div className="form-actions">
        <Button type="submit" variant="primary" disabled={isBusy}>
          {t('password.change')}
        </Button>
      </div>
    </form>
  );
}
