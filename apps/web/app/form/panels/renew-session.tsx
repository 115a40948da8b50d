import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../../client.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { useRootData } from '../../root.tsx';
import type { FormHandle } from '../sync/use-form.ts';

/** Signing in again in place, as the same person for the same unit; what was typed is saved right after. */
export function RenewSession({ form }: { form: FormHandle }) {
  const { t } = useTranslation(['form', 'common']);
  const profile = useRootData()?.profile;
  // The page's own person, even if a reading in between found nobody signed in.
  const [person] = useState(profile);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isPutOff, setPutOff] = useState(false);
  const isOpen = form.state.save.phase === 'signed_out' && !isPutOff;
  const renew = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!person) return;
    setBusy(true);
    try {
      await client.session.signIn.mutate({ username: person.username, password, membershipId: person.membership.id });
      setPassword('');
      setFailure(null);
      await form.store.queue.resume();
      await form.store.explanations.saveAll();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Dialog
        title={t('renew.title')}
        isOpen={isOpen}
        onClose={() => {
          if (form.store.getState().save.phase === 'signed_out') setPutOff(true);
        }}
      >
        <form className="form" onSubmit={(event) => void renew(event)}>
          <p>{t('renew.text', { count: form.unsaved })}</p>
          <TextField
            label={t('common:fields.username')}
            name="username"
            autoComplete="username"
            readOnly
            value={person?.username ?? ''}
          />
          <TextField
            label={t('common:fields.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <FailureAlert failure={failure} />
          <div className="form-actions">
            <Button type="submit" variant="primary" disabled={isBusy}>
              {t('renew.signIn')}
            </Button>
          </div>
        </form>
      </Dialog>
      {form.state.save.phase === 'signed_out' && isPutOff && (
        <div className="banner alert" role="alert">
          {t('renew.putOff', { count: form.unsaved })}
          <Button size="small" onClick={() => setPutOff(false)}>
            {t('renew.signIn')}
          </Button>
        </div>
      )}
    </>
  );
}
