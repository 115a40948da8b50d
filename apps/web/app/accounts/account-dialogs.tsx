import type { Role } from '@huibao/domain';
import { Button, Dialog, SelectField, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { FirstPassword } from '../first-passwords.tsx';
import type { Account, Unit } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { rolesHere } from './roles-here.ts';

interface Place {
  readonly units: readonly Unit[];
  readonly isCity: boolean;
  readonly actor: Role;
}

function PlaceFields({
  place,
  unitId,
  role,
  onChange,
}: {
  place: Place;
  unitId: number;
  role: Role | undefined;
  onChange: (unitId: number, role: Role | undefined) => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const choicesAt = (id: number): readonly Role[] => {
    const unit = place.units.find((one) => one.id === id);
    return unit ? rolesHere(unit.kind, place.isCity, place.actor) : [];
  };
  return (
    <div className="form-row">
      <SelectField
        label={t('accounts:form.unit')}
        value={unitId}
        onChange={(event) => onChange(Number(event.target.value), choicesAt(Number(event.target.value))[0])}
      >
        {place.units
          .filter((unit) => unit.kind !== 'bureau' && unit.closesOn === null)
          .map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
      </SelectField>
      <SelectField
        label={t('accounts:form.role')}
        value={role ?? ''}
        onChange={(event) => onChange(unitId, event.target.value as Role)}
      >
        {choicesAt(unitId).map((one) => (
          <option key={one} value={one}>
            {t(`common:roles.${one}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

export function CreateDialog({
  place,
  onClose,
  onDone,
}: {
  place: Place;
  onClose: () => void;
  onDone: (done: string, password: FirstPassword) => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const first = place.units[0];
  const [form, setForm] = useState<{ name: string; username: string; unitId: number; role: Role | undefined }>({
    name: '',
    username: '',
    unitId: first?.id ?? 0,
    role: first && rolesHere(first.kind, place.isCity, place.actor)[0],
  });
  const { run, isBusy, failure } = useMutation(
    (input: { name: string; username: string; unitId: number; role: Role }) => client.account.create.mutate(input),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { role } = form;
    const made = role && (await run({ ...form, role }));
    if (!made) return;
    onDone(t('accounts:created', { name: form.name }), {
      unit: `${place.units.find((unit) => unit.id === form.unitId)?.name ?? ''} · ${form.name}`,
      ...made,
    });
    onClose();
  };
  return (
    <Dialog title={t('accounts:add')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('accounts:form.name')}
          required
          maxLength={40}
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
        <TextField
          label={t('accounts:form.username')}
          hint={t('accounts:form.usernameHint')}
          required
          autoComplete="off"
          pattern="[a-z0-9][a-z0-9._\-]{2,39}"
          value={form.username}
          onChange={(event) => setForm({ ...form, username: event.target.value })}
        />
        <PlaceFields
          place={place}
          unitId={form.unitId}
          role={form.role}
          onChange={(unitId, role) => setForm({ ...form, unitId, role })}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || !form.role}>
            {t('accounts:add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function GrantDialog({ place, account, onClose }: { place: Place; account: Account; onClose: () => void }) {
  const { t } = useTranslation(['accounts', 'common']);
  const first = place.units[0];
  const [form, setForm] = useState<{ unitId: number; role: Role | undefined }>({
    unitId: first?.id ?? 0,
    role: first && rolesHere(first.kind, place.isCity, place.actor)[0],
  });
  const { run, isBusy, failure } = useMutation((input: { unitId: number; role: Role }) =>
    client.account.grantRole.mutate({ userId: account.userId, ...input }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (form.role && (await run({ unitId: form.unitId, role: form.role }))) onClose();
  };
  return (
    <Dialog title={t('accounts:grantTitle', { name: account.name })} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <PlaceFields
          place={place}
          unitId={form.unitId}
          role={form.role}
          onChange={(unitId, role) => setForm({ unitId, role })}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || !form.role}>
            {t('common:actions.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Reset and disable end sessions at once: asked first. */
export function SureDialog({
  kind,
  account,
  onClose,
  onReset,
}: {
  kind: 'reset' | 'disable';
  account: Account;
  onClose: () => void;
  onReset: (done: string, password: FirstPassword) => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const { run, isBusy, failure } = useMutation(async () => {
    if (kind === 'reset') return client.account.resetPassword.mutate({ userId: account.userId });
    await client.account.setDisabled.mutate({ userId: account.userId, isDisabled: true });
    return null;
  });
  const confirm = async (): Promise<void> => {
    const done = await run();
    if (done === undefined) return;
    if (done)
      onReset(t('accounts:resetDone', { name: account.name }), {
        unit: account.name,
        username: done.username,
        password: done.password,
      });
    onClose();
  };
  return (
    <Dialog title={t(`accounts:${kind}`)} isOpen onClose={onClose}>
      <div className="form">
        <p>{t(`accounts:confirm.${kind}`, { name: account.name })}</p>
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" disabled={isBusy} onClick={() => void confirm()}>
            {t(`accounts:${kind}`)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
