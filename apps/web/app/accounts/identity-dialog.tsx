import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { Account } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

/** Whose account at the identity provider it is: linked by its identifier there, shown, and unlinked. */
export function IdentityDialog({
  account,
  onClose,
  onDone,
}: {
  account: Account;
  onClose: () => void;
  onDone: (done: string) => void;
}) {
  const { t } = useTranslation(['accounts', 'account', 'common']);
  const { userId, name, linkedSubject } = account;
  const [subject, setSubject] = useState('');
  const link = useMutation((of: string) => client.account.linkIdentity.mutate({ userId, subject: of }));
  const unlink = useMutation(() => client.account.unlinkIdentity.mutate({ userId }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (linkedSubject === null ? !(await link.run(subject)) : !(await unlink.run())) return;
    onDone(t(linkedSubject === null ? 'accounts:identity.linkDone' : 'accounts:identity.unlinkDone', { name }));
    onClose();
  };
  return (
    <Dialog title={t('accounts:identity.title', { name })} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {linkedSubject === null ? (
          <>
            <p>{t('accounts:identity.none')}</p>
            <TextField
              label={t('account:singleSignOn.subject')}
              hint={t('accounts:identity.subjectHint')}
              required
              maxLength={255}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={subject}
              onChange={(event) => setSubject(event.target.value)}
            />
            <p className="small muted">{t('accounts:identity.linkNote')}</p>
          </>
        ) : (
          <>
            <dl className="facts">
              <dt>{t('account:singleSignOn.subject')}</dt>
              <dd className="identifier">{linkedSubject}</dd>
            </dl>
            <p>{t('accounts:identity.sureUnlink')}</p>
          </>
        )}
        <FailureAlert failure={link.failure ?? unlink.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          {linkedSubject === null ? (
            <Button type="submit" variant="primary" disabled={link.isBusy}>
              {t('accounts:identity.link')}
            </Button>
          ) : (
            <Button type="submit" variant="danger" disabled={unlink.isBusy}>
              {t('account:singleSignOn.unlink')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
