import { labelOfType, localize, type NamedUnits, type Ownership, type UnitType } from '@huibao/domain';
import { Button, Dialog, SelectField, TextField } from '@huibao/ui';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { Unit, UnitHistory } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { SectionCodeField } from './section-code-field.tsx';
import { TypeOptions } from './type-options.tsx';

/** A new name, type or ownership from a day on, and what the unit has been. */
export function ChangeUnitDialog({
  unit,
  types,
  sections,
  today,
  onClose,
}: {
  unit: Unit;
  types: readonly UnitType[];
  sections: readonly NamedUnits[];
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['units', 'common']);
  const locale = useLocale();
  const [form, setForm] = useState({
    name: unit.name,
    schoolType: unit.schoolType,
    ownership: unit.ownership,
    sectionCode: unit.sectionCode,
    from: today,
  });
  const [history, setHistory] = useState<UnitHistory | null>(null);
  const { run, isBusy, failure } = useMutation((input: Parameters<typeof client.unit.change.mutate>[0]) =>
    client.unit.change.mutate(input),
  );
  useEffect(() => {
    let isGone = false;
    client.unit.history.query({ unitId: unit.id }).then(
      (found) => {
        if (!isGone) setHistory(found);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [unit.id]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run({ unitId: unit.id, ...form })) onClose();
  };
  const typeOf = (type: string | null): string => (type ? localize(labelOfType(types, type), locale) : '');
  return (
    <Dialog title={t('units:change.title', { name: unit.name })} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('units:change.text')}</p>
        <TextField
          label={t('units:form.name')}
          required
          minLength={2}
          maxLength={60}
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
        {unit.kind === 'school' && (
          <div className="form-row">
            <SelectField
              label={t('units:form.type')}
              value={form.schoolType ?? ''}
              onChange={(event) => setForm({ ...form, schoolType: event.target.value })}
            >
              <TypeOptions types={types} />
            </SelectField>
            <SelectField
              label={t('units:form.ownership')}
              value={form.ownership ?? 'public'}
              onChange={(event) => setForm({ ...form, ownership: event.target.value as Ownership })}
            >
              <option value="public">{t('units:ownership.public')}</option>
              <option value="private">{t('units:ownership.private')}</option>
            </SelectField>
          </div>
        )}
        {unit.kind === 'section' && (
          <SectionCodeField
            code={form.sectionCode ?? ''}
            known={sections}
            onChange={(code) => setForm({ ...form, sectionCode: code || null })}
          />
        )}
        <TextField
          label={t('units:change.from')}
          type="date"
          required
          min={unit.opensOn}
          max={today}
          value={form.from}
          onChange={(event) => setForm({ ...form, from: event.target.value })}
        />
        {history && history.versions.length + history.successions.length > 1 && (
          <section aria-label={t('units:change.history')}>
            <h3>{t('units:change.history')}</h3>
            <ul className="plain-list small">
              {history.versions.map((one) => (
                <li key={one.from}>
                  {t('units:change.since', { date: one.from })} {one.name} {typeOf(one.schoolType)}{' '}
                  {one.ownership ? t(`units:ownership.${one.ownership}`) : ''}
                </li>
              ))}
              {history.successions.map((one) => (
                <li key={`${one.on}/${one.name}`}>
                  {t(one.isSuccessor ? 'units:change.into' : 'units:change.for', { date: one.on, name: one.name })}
                </li>
              ))}
            </ul>
          </section>
        )}
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('common:actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Schools that close on a day, and the one that goes on for them. */
export function MergeUnitsDialog({
  units,
  today,
  onClose,
  onDone,
}: {
  units: readonly Unit[];
  today: string;
  onClose: () => void;
  onDone: (successor: string, count: number) => void;
}) {
  const { t } = useTranslation(['units', 'common']);
  const open = units.filter((unit) => unit.kind === 'school' && unit.closesOn === null);
  const [merged, setMerged] = useState<readonly number[]>([]);
  const [successorId, setSuccessor] = useState<number | null>(null);
  const [closesOn, setClosesOn] = useState(today);
  const { run, isBusy, failure } = useMutation((input: Parameters<typeof client.unit.merge.mutate>[0]) =>
    client.unit.merge.mutate(input),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const successor = open.find(({ id }) => id === successorId);
    if (!successor || merged.length === 0) return;
    if (!(await run({ unitIds: [...merged], successorId: successor.id, closesOn }))) return;
    onDone(successor.name, merged.length);
    onClose();
  };
  const toggle = (unitId: number): void =>
    setMerged(merged.includes(unitId) ? merged.filter((one) => one !== unitId) : [...merged, unitId]);
  return (
    <Dialog title={t('units:merge.title')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('units:merge.text')}</p>
        <fieldset className="merge-units">
          <legend>{t('units:merge.units')}</legend>
          {open
            .filter((unit) => unit.id !== successorId)
            .map((unit) => (
              <label key={unit.id} className="check">
                <input type="checkbox" checked={merged.includes(unit.id)} onChange={() => toggle(unit.id)} />
                {unit.name}
              </label>
            ))}
        </fieldset>
        <SelectField
          label={t('units:merge.successor')}
          required
          value={successorId ?? ''}
          onChange={(event) => setSuccessor(Number(event.target.value) || null)}
        >
          <option value="">{t('units:merge.choose')}</option>
          {open
            .filter((unit) => !merged.includes(unit.id))
            .map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unit.name}
              </option>
            ))}
        </SelectField>
        <TextField
          label={t('units:merge.closesOn')}
          type="date"
          required
          value={closesOn}
          onChange={(event) => setClosesOn(event.target.value)}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || merged.length === 0 || successorId === null}>
            {t('units:merge.run')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
