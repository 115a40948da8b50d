import { checkCreditCode, type NamedUnits, type Ownership, type UnitType } from '@huibao/domain';
import { Button, Dialog, SelectField, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { Unit } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { SectionCodeField } from './section-code-field.tsx';
import { TypeOptions } from './type-options.tsx';

export function AddUnitDialog({
  types,
  sections,
  today,
  onClose,
  onDone,
}: {
  types: readonly UnitType[];
  /** Codes by which forms ask for sections, with their names. */
  sections: readonly NamedUnits[];
  today: string;
  onClose: () => void;
  onDone: (name: string) => void;
}) {
  const { t } = useTranslation(['units', 'common']);
  const [form, setForm] = useState({
    kind: 'school' as 'school' | 'section',
    name: '',
    schoolType: types.find((type) => !type.isHeading)?.code ?? '',
    ownership: 'public' as Ownership,
    sectionCode: '',
    schoolCode: '',
    creditCode: '',
    opensOn: today,
    hasHeadStep: true,
  });
  const { run, isBusy, failure } = useMutation((input: Parameters<typeof client.unit.create.mutate>[0]) =>
    client.unit.create.mutate(input),
  );
  const isSchool = form.kind === 'school';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await run({
      kind: form.kind,
      name: form.name,
      schoolType: isSchool ? form.schoolType : null,
      ownership: isSchool ? form.ownership : null,
      sectionCode: isSchool ? null : form.sectionCode || null,
      schoolCode: isSchool ? form.schoolCode || null : null,
      creditCode: form.creditCode || null,
      opensOn: form.opensOn,
      closesOn: null,
      hasHeadStep: isSchool && form.hasHeadStep,
    });
    if (!made) return;
    onDone(form.name);
    onClose();
  };
  const isDoubtful = form.creditCode.length === 18 && checkCreditCode(form.creditCode) !== 'valid';
  return (
    <Dialog title={t('units:add')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <SelectField
          label={t('units:form.kind')}
          value={form.kind}
          onChange={(event) => setForm({ ...form, kind: event.target.value as 'school' | 'section' })}
        >
          <option value="school">{t('units:groups.school')}</option>
          <option value="section">{t('units:groups.section')}</option>
        </SelectField>
        <TextField
          label={t('units:form.name')}
          required
          minLength={2}
          maxLength={60}
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
        {isSchool ? (
          <>
            <div className="form-row">
              <SelectField
                label={t('units:form.type')}
                value={form.schoolType}
                onChange={(event) => setForm({ ...form, schoolType: event.target.value })}
              >
                <TypeOptions types={types} />
              </SelectField>
              <SelectField
                label={t('units:form.ownership')}
                value={form.ownership}
                onChange={(event) => setForm({ ...form, ownership: event.target.value as Ownership })}
              >
                <option value="public">{t('units:ownership.public')}</option>
                <option value="private">{t('units:ownership.private')}</option>
              </SelectField>
            </div>
            <TextField
              label={t('units:form.schoolCode')}
              inputMode="numeric"
              pattern="\d{10}"
              value={form.schoolCode}
              onChange={(event) => setForm({ ...form, schoolCode: event.target.value.trim() })}
            />
            <TextField
              label={t('units:form.creditCode')}
              pattern="[0-9A-HJ-NPQRTUWXY]{18}"
              value={form.creditCode}
              onChange={(event) => setForm({ ...form, creditCode: event.target.value.trim().toUpperCase() })}
              {...(isDoubtful ? { hint: t('units:form.creditDoubt') } : {})}
            />
            <label className="check">
              <input
                type="checkbox"
                checked={form.hasHeadStep}
                onChange={(event) => setForm({ ...form, hasHeadStep: event.target.checked })}
              />
              {t('units:form.headStep')}
            </label>
          </>
        ) : (
          <SectionCodeField
            code={form.sectionCode}
            known={sections}
            onChange={(sectionCode) => setForm({ ...form, sectionCode })}
          />
        )}
        <TextField
          label={t('units:form.opensOn')}
          type="date"
          required
          value={form.opensOn}
          onChange={(event) => setForm({ ...form, opensOn: event.target.value })}
        />
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

export function CloseUnitDialog({ unit, today, onClose }: { unit: Unit; today: string; onClose: () => void }) {
  const { t } = useTranslation(['units', 'common']);
  const [closesOn, setClosesOn] = useState(today);
  const { run, isBusy, failure } = useMutation((day: string) =>
    client.unit.close.mutate({ unitId: unit.id, closesOn: day }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run(closesOn)) onClose();
  };
  return (
    <Dialog title={t('units:closeTitle', { name: unit.name })} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('units:closeText')}</p>
        <TextField
          label={t('units:closesOn')}
          type="date"
          required
          value={closesOn}
          onChange={(event) => setClosesOn(event.target.value)}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('units:close')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
