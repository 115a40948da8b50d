import { Banner, Button, PageHead, TextField } from '@huibao/ui';
import type { MetaFunction } from '@remix-run/node';
import { useNavigate } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('account:password.title'));

const blank = { current: '', next: '', again: '' };

/** One's own password; the first thing asked of who was given one. */
export default function Password() {
  const { t } = useTranslation(['account', 'common']);
  const navigate = useNavigate();
  const profile = useRootData()?.profile;
  const isForced = profile?.mustChangePassword ?? false;
  const [form, setForm] = useState(blank);
  const [isDone, setDone] = useState(false);
  const [isDifferent, setDifferent] = useState(false);
  const { run, isBusy, failure } = useMutation((input: { current: string; next: string }) =>
    client.session.changePassword.mutate(input),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setDone(false);
    setDifferent(form.next !== form.again);
    if (form.next !== form.again || !(await run({ current: form.current, next: form.next }))) return;
    setForm(blank);
    setDone(true);
    if (isForced) navigate('/todo');
  };
  const field = (name: keyof typeof blank) => ({
    name,
    type: 'password',
    required: true,
    value: form[name],
    autoComplete: name === 'current' ? 'current-password' : 'new-password',
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <>
      <PageHead title={t('password.title')} note={profile ? `${profile.userName} · ${profile.username}` : undefined} />
      {isForced && <Banner tone="warn">{t('password.forced')}</Banner>}
      <form className="card padded form narrow" onSubmit={(event) => void submit(event)}>
        <TextField label={t('password.current')} {...field('current')} />
        <TextField label={t('password.next')} hint={t('password.rule')} minLength={10} {...field('next')} />
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
    </>
  );
}
