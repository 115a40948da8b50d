import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { RootData } from '../root.tsx';
import { asksForCode, CodeField } from '../session/code-field.tsx';

export interface Renewal {
  readonly isSignedOut: boolean;
  /** What waits for it: while it is asked for, and where that is put off. */
  readonly text: string;
  readonly putOff: string;
  /** Whether this computer keeps it: who can't sign in any more finds it nowhere else. */
  readonly isKept: boolean;
  readonly onRenewed: () => Promise<unknown>;
}

/** Signing in again in place, as the same person for the same unit; what was typed is saved right after. */
export function RenewDialog({
  person,
  isSignedOut,
  text,
  putOff,
  isKept,
  onRenewed,
}: Renewal & { readonly person: RootData['profile'] | undefined }) {
  const { t } = useTranslation(['form', 'common']);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isCodeAsked, setCodeAsked] = useState(person?.hasSecondFactor ?? false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isPutOff, setPutOff] = useState(false);
  const isOpen = isSignedOut && !isPutOff;
  const renew = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!person) return;
    setBusy(true);
    try {
      await client.session.signIn.mutate({
        username: person.username,
        password,
        ...(code === '' ? {} : { code }),
        membershipId: person.membership.id,
      });
      setPassword('');
      setCode('');
      setFailure(null);
      await onRenewed();
    } catch (error) {
      const refusal = failureOf(error);
      setFailure(refusal);
      if (asksForCode(refusal)) setCodeAsked(true);
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
          if (isSignedOut) setPutOff(true);
        }}
      >
        <form className="form" onSubmit={(event) => void renew(event)}>
          <p>{text}</p>
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
          {isCodeAsked && <CodeField value={code} onChange={setCode} />}
          <FailureAlert failure={failure} isKept={isKept} />
          <div className="form-actions">
            <Button type="submit" variant="primary" disabled={isBusy}>
              {t('renew.signIn')}
            </Button>
          </div>
        </form>
      </Dialog>
      {isSignedOut && isPutOff && (
        <div className="banner alert" role="alert">
          <div>
            {putOff}
            {isKept && <div>{t('common:keptHere')}</div>}
          </div>
          <Button size="small" onClick={() => setPutOff(false)}>
            {t('renew.signIn')}
          </Button>
        </div>
      )}
    </>
  );
}
