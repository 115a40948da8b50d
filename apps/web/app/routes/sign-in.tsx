import { Button, TextField } from '@huibao/ui';
import type { MetaFunction } from '@remix-run/node';
import { Link, useNavigate, useSearchParams } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { asksForCode, CodeField } from '../session/code-field.tsx';
import { LanguageSwitch } from '../session/language-switch.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('actions.signIn'));

export default function SignIn() {
  const { t } = useTranslation(['common', 'account']);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [form, setForm] = useState({ username: '', password: '', code: '' });
  const { run, isBusy, failure } = useMutation(({ code, ...input }: typeof form) =>
    client.session.signIn.mutate({ ...input, ...(code === '' ? {} : { code }) }),
  );
  // Who has a second factor is asked for it when the password is right.
  const [isCodeAsked, setCodeAsked] = useState(false);
  if (!isCodeAsked && asksForCode(failure)) setCodeAsked(true);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const to = params.get('to') ?? '/';
    // Only ever within this site.
    if (await run(form)) navigate(to.startsWith('/') && !to.startsWith('//') ? to : '/');
  };
  return (
    <main className="centred">
      <div className="sign-in stack">
        <div className="row">
          <h1 className="brand-title">
            {t('product')}
            <small>{t('productLatin')}</small>
          </h1>
          <span className="spacer" />
          <LanguageSwitch />
        </div>
        <p className="muted">{t('tagline')}</p>
        <form className="card padded form" onSubmit={(event) => void submit(event)}>
          <TextField
            label={t('fields.username')}
            name="username"
            autoComplete="username"
            autoFocus
            required
            value={form.username}
            onChange={(event) => setForm({ ...form, username: event.target.value })}
          />
          <TextField
            label={t('fields.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={form.password}
            onChange={(event) => setForm({ ...form, password: event.target.value })}
          />
          {isCodeAsked && <CodeField isFirst value={form.code} onChange={(code) => setForm({ ...form, code })} />}
          {failure?.code === 'session.code_missing' ? (
            <p className="small" role="status">
              {t('account:secondFactor.asked')}
            </p>
          ) : (
            <FailureAlert failure={failure} />
          )}
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('actions.signIn')}
          </Button>
        </form>
        <p className="small">
          <Link to="/published">{t('publicReports')}</Link>
        </p>
      </div>
    </main>
  );
}
