import { localize, type UnitType } from '@huibao/domain';
import { Button, Dialog, SelectField, Tag, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { UnitType as ListedType } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { TypeOptions } from './type-options.tsx';

/** The types of schools: the national list, and what the levels of the line tell apart below it. */
export function TypeList({ types, mayAdd }: { types: readonly ListedType[]; mayAdd: boolean }) {
  const { t } = useTranslation('units');
  const locale = useLocale();
  const [isAdding, setAdding] = useState(false);
  const national = types.filter((type) => !type.code.includes('.'));
  const local = types.filter((type) => type.code.includes('.'));
  const nameOf = (code: string | null): string => {
    const found = types.find((type) => type.code === code);
    return found ? localize(found.label, locale) : '';
  };
  return (
    <section className="card" aria-labelledby="unit-types">
      <div className="card-title row">
        <h2 id="unit-types">{t('types.title')}</h2>
        <span className="muted small">{t('types.note')}</span>
        <span className="spacer" />
        {mayAdd && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('types.add')}
          </Button>
        )}
      </div>
      <details>
        <summary>{t('types.count', { national: national.length, local: local.length })}</summary>
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('types.code')}</th>
                <th scope="col">{t('types.name')}</th>
                <th scope="col">{t('types.parent')}</th>
                <th scope="col">{t('types.owner')}</th>
              </tr>
            </thead>
            <tbody>
              {types.map((type) => (
                <tr key={type.code}>
                  <td className="nowrap">{type.code}</td>
                  <th scope="row">{localize(type.label, locale)}</th>
                  <td>{type.parent === null ? t('none') : nameOf(type.parent)}</td>
                  <td>
                    {type.code.includes('.') ? (
                      <Tag tone={type.isOwn ? 'ok' : undefined}>{t(type.isOwn ? 'types.own' : 'types.above')}</Tag>
                    ) : (
                      t(type.isHeading ? 'types.heading' : 'types.national')
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      {isAdding && <AddTypeDialog types={types} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddTypeDialog({ types, onClose }: { types: readonly UnitType[]; onClose: () => void }) {
  const { t } = useTranslation(['units', 'common']);
  const parents = types.filter((type) => !type.isHeading && !type.code.includes('.'));
  const [form, setForm] = useState({ parent: parents[0]?.code ?? '', zh: '', en: '' });
  const { run, isBusy, failure } = useMutation((input: Parameters<typeof client.unit.addType.mutate>[0]) =>
    client.unit.addType.mutate(input),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run({ parent: form.parent, label: { zh: form.zh, en: form.en || form.zh } })) onClose();
  };
  return (
    <Dialog title={t('units:types.add')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('units:types.text')}</p>
        <SelectField
          label={t('units:types.parent')}
          value={form.parent}
          onChange={(event) => setForm({ ...form, parent: event.target.value })}
        >
          <TypeOptions types={parents} />
        </SelectField>
        <TextField
          label={t('units:types.nameZh')}
          required
          minLength={2}
          maxLength={40}
          value={form.zh}
          onChange={(event) => setForm({ ...form, zh: event.target.value })}
        />
        <TextField
          label={t('units:types.nameEn')}
          minLength={2}
          maxLength={80}
          value={form.en}
          onChange={(event) => setForm({ ...form, en: event.target.value })}
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
