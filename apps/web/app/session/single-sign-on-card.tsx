import { Banner, Button, Dialog, TextField } from '@huibao/ui';
import { useSearchParams } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';
import { CodeField } from './code-field.tsx';

/** One's account at the identity provider: linked by going there and showing it to be one's own. */
export function SingleSignOnCard({ subject, hasSecondFactor }: { subject: string | null; hasSecondFactor: boolean }) {
  const { t } = useTranslation('account');
  const [params] = useSearchParams();
  const [isAsking, setAsking] = useState(false);
  const outcome = params.get('sso');
  return (
    <section className="card padded stack narrow" aria-labelledby="single-sign-on">
      <h2 id="single-sign-on">{t('singleSignOn.title')}</h2>
      {outcome === 'linked' && (
        <Banner tone="ok" role="status">
          {t('singleSignOn.done')}
        </Banner>
      )}
      {outcome === 'taken' && (
        <Banner tone="alert" role="alert">
          {t('singleSignOn.reasons.taken')}
        </Banner>
      )}
      <p>{subject === null ? t('singleSignOn.unlinked') : t('singleSignOn.linked', { subject })}</p>
      <div className="form-actions">
        <Button onClick={() => setAsking(true)}>
          {subject === null ? t('singleSignOn.link') : t('singleSignOn.unlink')}
        </Button>
      </div>
      {isAsking && (
        <ProofDialog isLinked={subject !== null} hasSecondFactor={hasSecondFactor} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}

function ProofDialog({
  isLinked,
  hasSecondFactor,
  onClose,
}: {
  isLinked: boolean;
  hasSecondFactor: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation(['account', 'common']);
  const [form, setForm] = useState({ password: '', code: '' });
  const { run, isBusy, failure } = useMutation(async ({ password, code }: typeof form) => {
    const proof = { password, ...(hasSecondFactor ? { code } : {}) };
    if (!isLinked) return client.session.linkIdentity.mutate(proof);
    await client.session.unlinkIdentity.mutate(proof);
    return { location: null };
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await run(form);
    if (!done) return;
    if (done.location !== null) window.location.assign(done.location);
    onClose();
  };
  return (
    <Dialog
      title={isLinked ? t('account:singleSignOn.unlink') : t('account:singleSignOn.link')}
      isOpen
      onClose={onClose}
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{isLinked ? t('account:singleSignOn.sureUnlink') : t('account:singleSignOn.toProvider')}</p>
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
