import { localDate, localize } from '@huibao/domain';
import { Button, Dialog, SelectField, TextArea, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';

export type KeptRegister = Awaited<ReturnType<typeof client.register.get.query>>['registers'][number];
export type RegisterRow = Awaited<ReturnType<typeof client.register.get.query>>['rows'][number];

interface Props {
  readonly register: KeptRegister;
  readonly editing: { readonly row: RegisterRow | null; readonly mode: 'edit' | 'end' } | null;
  readonly onClose: () => void;
}

/** Adds, changes or ends one record. */
export function RowDialog({ register, editing, onClose }: Props) {
  const { t } = useTranslation(['register', 'common']);
  const locale = useLocale();
  const row = editing?.row;
  const today = localDate(new Date());
  const isEnding = editing?.mode === 'end';
  const [values, setValues] = useState({
    category: row?.category ?? register.categories[0]?.code ?? '',
    pupil: row?.pupil ?? '',
    note: row?.note ?? '',
    since: row?.since ?? '',
    endedOn: row?.endedOn ?? '',
  });
  const { run, isBusy, failure } = useMutation((input: typeof values) =>
    client.register.saveRow.mutate({
      id: row?.id ?? null,
      programme: register.programme,
      register: register.code,
      category: input.category,
      pupil: input.pupil,
      note: input.note,
      since: input.since,
      endedOn: input.endedOn || null,
    }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run(values)) onClose();
  };
  const on = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  const title = isEnding ? t('endTitle', { pupil: row?.pupil ?? '' }) : row ? t('editTitle') : t('addTitle');
  return (
    <Dialog title={title} isOpen={editing !== null} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {isEnding ? (
          <>
            <p>{t('endText')}</p>
            <TextField
              label={t('endedOn')}
              type="date"
              required
              min={values.since}
              max={today}
              autoFocus
              {...on('endedOn')}
            />
          </>
        ) : (
          <>
            <TextField
              label={t('pupil')}
              hint={t('pupilHint')}
              required
              maxLength={40}
              autoFocus
              autoComplete="off"
              {...on('pupil')}
            />
            <SelectField label={t('category')} {...on('category')}>
              {register.categories.map((category) => (
                <option key={category.code} value={category.code}>
                  {localize(category.label, locale)}
                </option>
              ))}
            </SelectField>
            <TextField label={t('since')} type="date" required max={today} {...on('since')} />
            {row && <TextField label={t('endedOn')} type="date" min={values.since} max={today} {...on('endedOn')} />}
            <TextArea label={t('note')} hint={t('noteHint')} maxLength={500} {...on('note')} />
          </>
        )}
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {isEnding ? t('end') : t('common:actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
