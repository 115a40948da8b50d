import { addresseeLimits } from '@huibao/domain';
import { Button, Dialog, TextArea, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { FirstPassword } from '../first-passwords.tsx';
import { useMutation } from '../use-mutation.ts';
import { readAddressees } from './addressees.ts';

const person = { required: true, maxLength: 40 };

/** A district bureau with its first two people, whose passwords are shown once. */
export function BureauDialog({
  today,
  suffixBelow,
  onClose,
  onDone,
}: {
  today: string;
  /** What usernames of a bureau below end in, after its own part. */
  suffixBelow: string;
  onClose: () => void;
  onDone: (name: string, passwords: readonly FirstPassword[]) => void;
}) {
  const { t } = useTranslation(['units', 'common']);
  const [form, setForm] = useState({
    name: '',
    shortName: '',
    divisionCode: '',
    documentPrefix: '',
    suffixPart: '',
    sectionWord: t('units:bureau.sectionWordDefault'),
    opensOn: today,
    main: '',
    copies: '',
    adminName: '',
    adminUsername: '',
    securityName: '',
    securityUsername: '',
  });
  const { run, isBusy, failure } = useMutation((input: Parameters<typeof client.tenant.createBureau.mutate>[0]) =>
    client.tenant.createBureau.mutate(input),
  );
  const { addressees, areTooMany } = readAddressees(form.main, form.copies);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await run({
      name: form.name,
      shortName: form.shortName,
      divisionCode: form.divisionCode || null,
      documentPrefix: form.documentPrefix,
      suffixPart: form.suffixPart,
      sectionWord: form.sectionWord,
      opensOn: form.opensOn,
      addressees,
      admin: { name: form.adminName, username: form.adminUsername },
      securityOfficer: { name: form.securityName, username: form.securityUsername },
    });
    if (!made) return;
    onDone(
      form.name,
      made.accounts.map((account) => ({
        unit: `${form.shortName} · ${t(`common:roles.${account.role}`)}`,
        username: account.username,
        password: account.password,
      })),
    );
    onClose();
  };
  const usernameEnding = (name: string, part: string): string => `${name}@${part}${suffixBelow}`;
  const ending = form.suffixPart === '' ? undefined : usernameEnding('', form.suffixPart);
  type Key = keyof typeof form;
  const field = (
    key: Key,
    label: string,
    more: { required?: boolean; type?: string; maxLength?: number; pattern?: string; after?: string; hint?: string },
  ) => (
    <TextField
      label={label}
      {...more}
      value={form[key]}
      onChange={(event) => setForm({ ...form, [key]: event.target.value })}
    />
  );
  return (
    <Dialog title={t('units:bureau.title')} isOpen onClose={onClose} size="wide">
      <form className="form two-columns" onSubmit={(event) => void submit(event)}>
        {field('name', t('units:bureau.name'), { required: true, maxLength: 60 })}
        {field('shortName', t('units:bureau.shortName'), { required: true, maxLength: 20 })}
        {field('divisionCode', t('units:bureau.division'), { pattern: '\\d{6}' })}
        {field('documentPrefix', t('units:bureau.prefix'), { maxLength: 10 })}
        {field('sectionWord', t('units:bureau.sectionWord'), { required: true, maxLength: 10 })}
        {field('opensOn', t('units:bureau.opensOn'), { required: true, type: 'date' })}
        <TextArea
          label={t('units:bureau.addressees')}
          value={form.main}
          onChange={(event) => setForm({ ...form, main: event.target.value })}
        />
        <TextArea
          label={t('units:bureau.copies')}
          {...(areTooMany ? { problem: t('units:bureau.addresseeLimits', addresseeLimits) } : {})}
          value={form.copies}
          onChange={(event) => setForm({ ...form, copies: event.target.value })}
        />
        <div className="whole">
          {field('suffixPart', t('units:bureau.suffix'), {
            required: true,
            pattern: '[a-z][a-z0-9\\-]{1,11}',
            ...(suffixBelow === '' ? {} : { after: suffixBelow }),
            hint: t('units:bureau.suffixHint', { example: usernameEnding('zhangwei', form.suffixPart || 'shanyang') }),
          })}
        </div>
        {field('adminName', `${t('units:bureau.admin')} · ${t('units:bureau.personName')}`, person)}
        {field('adminUsername', `${t('units:bureau.admin')} · ${t('units:bureau.username')}`, {
          required: true,
          pattern: '[a-z0-9][a-z0-9._\\-]{2,39}',
          ...(ending === undefined ? {} : { after: ending }),
        })}
        {field('securityName', `${t('units:bureau.security')} · ${t('units:bureau.personName')}`, person)}
        {field('securityUsername', `${t('units:bureau.security')} · ${t('units:bureau.username')}`, {
          required: true,
          pattern: '[a-z0-9][a-z0-9._\\-]{2,39}',
          ...(ending === undefined ? {} : { after: ending }),
        })}
        <div className="whole">
          <FailureAlert failure={failure} />
        </div>
        <div className="form-actions whole">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || areTooMany}>
            {t('units:bureau.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
