import { mayGiveRole, type Role } from '@huibao/domain';
import { Button, Dialog, SelectField, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { FirstPassword } from '../first-passwords.tsx';
import type { Account, Unit } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { lastOf } from './last-of.ts';
import { firstUnitFor, rolesHere, type Held } from './roles-here.ts';

interface Place {
  readonly units: readonly Unit[];
  readonly isCity: boolean;
  readonly actor: Role;
}

const none: readonly Held[] = [];

/** Where somebody may be given a role. */
function openUnits({ units }: Place): readonly Unit[] {
  return units.filter((unit) => unit.kind !== 'bureau' && unit.closesOn === null);
}

function PlaceFields({
  place,
  held = none,
  unitId,
  role,
  onChange,
}: {
  place: Place;
  /** What the person may do already. */
  held?: readonly Held[];
  unitId: number;
  role: Role | undefined;
  onChange: (unitId: number, role: Role | undefined) => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const choicesAt = (id: number): readonly Role[] => {
    const unit = place.units.find((one) => one.id === id);
    return unit ? rolesHere(unit, place.isCity, place.actor, held) : [];
  };
  return (
    <div className="form-row">
      <SelectField
        label={t('accounts:form.unit')}
        value={unitId}
        onChange={(event) => onChange(Number(event.target.value), choicesAt(Number(event.target.value))[0])}
      >
        {openUnits(place).map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('accounts:form.role')}
        value={role ?? ''}
        disabled={role === undefined}
        onChange={(event) => onChange(unitId, event.target.value as Role)}
      >
        {role === undefined && <option value="">{t('accounts:noRole')}</option>}
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
  loginSuffix,
  onClose,
  onDone,
}: {
  place: Place;
  loginSuffix: string;
  onClose: () => void;
  onDone: (done: string, password: FirstPassword) => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const first = place.units[0];
  const [form, setForm] = useState<{ name: string; username: string; unitId: number; role: Role | undefined }>({
    name: '',
    username: '',
    unitId: first?.id ?? 0,
    role: first && rolesHere(first, place.isCity, place.actor)[0],
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
          autoCapitalize="none"
          spellCheck={false}
          pattern="[a-z0-9][a-z0-9._\-]{2,39}"
          after={`@${loginSuffix}`}
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

/** What somebody may do where: taken away, and added. */
export function RolesDialog({
  place,
  account,
  rolesOfOne,
  onClose,
}: {
  place: Place;
  account: Account;
  rolesOfOne: readonly Role[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const held = account.memberships;
  const last = lastOf(account, rolesOfOne);
  const [form, setForm] = useState<{ unitId: number; role: Role | undefined }>({
    unitId: firstUnitFor(openUnits(place), place.isCity, place.actor, held) ?? place.units[0]?.id ?? 0,
    role: undefined,
  });
  const unit = place.units.find((one) => one.id === form.unitId);
  const choices = unit ? rolesHere(unit, place.isCity, place.actor, held) : [];
  // What was just given may leave less to choose from.
  const role = choices.find((one) => one === form.role) ?? choices[0];
  const grant = useMutation((input: { unitId: number; role: Role }) =>
    client.account.grantRole.mutate({ userId: account.userId, ...input }),
  );
  const remove = useMutation((membershipId: string) =>
    client.account.removeRole.mutate({ userId: account.userId, membershipId }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (role) await grant.run({ unitId: form.unitId, role });
  };
  return (
    <Dialog title={t('accounts:rolesTitle', { name: account.name })} isOpen onClose={onClose}>
      <ul className="list held-roles">
        {account.memberships.map((one) => (
          <li key={one.id} className="row">
            <span>
              {t(`common:roles.${one.role}`)} · {one.unitName}
              {last.includes(one.role) && <span className="warn-text"> {t('accounts:onlyOne')}</span>}
            </span>
            <span className="spacer" />
            {account.memberships.length > 1 && mayGiveRole(place.actor, one.role) && (
              <Button
                size="small"
                aria-label={`${t('accounts:remove')} ${t(`common:roles.${one.role}`)} · ${one.unitName}`}
                disabled={remove.isBusy}
                onClick={() => void remove.run(one.id)}
              >
                {t('accounts:remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="small muted">{t('accounts:rolesNote')}</p>
      <FailureAlert failure={remove.failure} />
      <form className="form" onSubmit={(event) => void submit(event)}>
        <PlaceFields
          place={place}
          held={held}
          unitId={form.unitId}
          role={role}
          onChange={(unitId, chosen) => setForm({ unitId, role: chosen })}
        />
        <FailureAlert failure={grant.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
          <Button type="submit" variant="primary" disabled={grant.isBusy || !role}>
            {t('accounts:grant')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is done about somebody's way in: each says what it does, and ends all sessions. */
export function SecurityDialog({
  account,
  firstPasswordDays,
  onClose,
  onDone,
}: {
  account: Account;
  firstPasswordDays: number;
  onClose: () => void;
  onDone: (done: string, passwords: readonly FirstPassword[]) => void;
}) {
  const { t } = useTranslation('accounts');
  const { userId, name } = account;
  const { run, isBusy, failure } = useMutation(async (kind: 'reset' | 'resetFactor' | 'endSessions') => {
    switch (kind) {
      case 'reset': {
        const { username, password } = await client.account.resetPassword.mutate({ userId });
        return { done: t('resetDone', { name }), passwords: [{ unit: name, username, password }] };
      }
      case 'resetFactor':
        await client.account.resetSecondFactor.mutate({ userId });
        return { done: t('factorReset', { name }), passwords: [] };
      case 'endSessions': {
        const { ended } = await client.account.endSessions.mutate({ userId });
        return { done: t('sessionsEnded', { name, count: ended }), passwords: [] };
      }
    }
  });
  const act = async (kind: Parameters<typeof run>[0]): Promise<void> => {
    const outcome = await run(kind);
    if (!outcome) return;
    onDone(outcome.done, outcome.passwords);
    onClose();
  };
  const kinds = ['reset', ...(account.hasSecondFactor ? (['resetFactor'] as const) : []), 'endSessions'] as const;
  return (
    <Dialog title={t('securityTitle', { name })} isOpen onClose={onClose}>
      <div className="stack">
        {kinds.map((kind) => (
          <section key={kind} className="stack">
            <p>{t(`confirm.${kind}`, { days: firstPasswordDays })}</p>
            <div className="form-actions">
              <Button disabled={isBusy} onClick={() => void act(kind)}>
                {t(kind)}
              </Button>
            </div>
          </section>
        ))}
        <FailureAlert failure={failure} />
      </div>
    </Dialog>
  );
}

/** Ends sessions at once: asked first. */
export function DisableDialog({
  account,
  rolesOfOne,
  onClose,
}: {
  account: Account;
  rolesOfOne: readonly Role[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const { run, isBusy, failure } = useMutation(() =>
    client.account.setDisabled.mutate({ userId: account.userId, isDisabled: true }),
  );
  const last = lastOf(account, rolesOfOne);
  const confirm = async (): Promise<void> => {
    if (await run()) onClose();
  };
  return (
    <Dialog title={t('accounts:disable')} isOpen onClose={onClose}>
      <div className="form">
        <p>{t('accounts:confirm.disable', { name: account.name })}</p>
        {last.length > 0 && (
          <p className="warn-text">
            {t('accounts:confirm.lastOf', {
              roles: last.map((role) => t(`common:roles.${role}`)).join(t('accounts:comma')),
            })}
          </p>
        )}
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" disabled={isBusy} onClick={() => void confirm()}>
            {t('accounts:disable')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
