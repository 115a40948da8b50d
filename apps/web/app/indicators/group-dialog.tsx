import { Button, Dialog, TextField } from '@huibao/ui';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { Unit, UnitGroup } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

type Edited = Pick<UnitGroup, 'name' | 'unitIds'> & { readonly code: string | null; readonly askedCode?: string };

/** A group that forms ask for by a code, and that isn't there yet. */
interface AskedGroup {
  readonly code: string;
  readonly name: string;
}

/** The bureau's groups of units: a list of them, and one opened to be named and filled. */
export function GroupDialog({
  groups,
  asked,
  onClose,
}: {
  groups: readonly UnitGroup[];
  /** Opens with this one, to be filled. */
  asked?: AskedGroup;
  onClose: () => void;
}) {
  const { t } = useTranslation(['indicators', 'common']);
  const [edited, setEdited] = useState<Edited | null>(
    asked ? { code: null, askedCode: asked.code, name: asked.name, unitIds: [] } : null,
  );
  const { run, isBusy, failure } = useMutation((code: string) => client.unit.deleteGroup.mutate({ code }));
  return (
    <Dialog title={t('indicators:unitGroups.title')} isOpen size="wide" onClose={onClose}>
      {edited ? (
        <GroupForm edited={edited} onDone={asked ? onClose : () => setEdited(null)} />
      ) : (
        <div className="form">
          <p className="muted">{t('indicators:unitGroups.text')}</p>
          {groups.length === 0 ? (
            <p>{t('indicators:unitGroups.none')}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('indicators:unitGroups.name')}</th>
                  <th scope="col">{t('indicators:unitGroups.members')}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t('indicators:edit')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => (
                  <tr key={group.code}>
                    <th scope="row">{group.name}</th>
                    <td>{t('indicators:unitGroups.count', { count: group.unitIds.length })}</td>
                    <td className="actions-cell">
                      <Button
                        size="small"
                        variant="plain"
                        aria-label={`${t('indicators:edit')} ${group.name}`}
                        onClick={() => setEdited(group)}
                      >
                        {t('indicators:edit')}
                      </Button>
                      <Button
                        size="small"
                        variant="plain"
                        aria-label={`${t('indicators:unitGroups.delete')} ${group.name}`}
                        disabled={isBusy}
                        onClick={() => void run(group.code)}
                      >
                        {t('indicators:unitGroups.delete')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <FailureAlert failure={failure} />
          <div className="form-actions">
            <Button onClick={onClose}>{t('common:actions.close')}</Button>
            <Button variant="primary" onClick={() => setEdited({ code: null, name: '', unitIds: [] })}>
              {t('indicators:unitGroups.new')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function GroupForm({ edited, onDone }: { edited: Edited; onDone: () => void }) {
  const { t } = useTranslation(['indicators', 'common']);
  const [name, setName] = useState(edited.name);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(edited.unitIds));
  const [search, setSearch] = useState('');
  const [units, setUnits] = useState<readonly Unit[]>([]);
  const { run, isBusy, failure } = useMutation((input: Parameters<typeof client.unit.saveGroup.mutate>[0]) =>
    client.unit.saveGroup.mutate(input),
  );
  useEffect(() => {
    client.unit.list.query().then(
      (all) => setUnits(all.filter((unit) => unit.kind === 'school' || unit.kind === 'section')),
      () => setUnits([]),
    );
  }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { code, askedCode } = edited;
    if (await run({ code, name, unitIds: [...chosen], ...(askedCode === undefined ? {} : { askedCode }) })) onDone();
  };
  const toggle = (id: number, isChosen: boolean): void =>
    setChosen((now) => new Set(isChosen ? [...now, id] : [...now].filter((one) => one !== id)));
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('indicators:unitGroups.name')}
        hint={t('indicators:unitGroups.nameHint')}
        required
        minLength={2}
        maxLength={40}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="options">
        <legend>
          {t('indicators:unitGroups.members')}{' '}
          <span className="muted" role="status">
            {t('indicators:unitGroups.chosen', { count: chosen.size })}
          </span>
        </legend>
        <input
          type="search"
          className="input compact"
          aria-label={t('indicators:unitGroups.search')}
          placeholder={t('indicators:unitGroups.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className="unit-choices">
          {units
            .filter((unit) => search === '' || unit.name.includes(search))
            .map((unit) => (
              <label key={unit.id} className="check">
                <input
                  type="checkbox"
                  checked={chosen.has(unit.id)}
                  onChange={(event) => toggle(unit.id, event.target.checked)}
                />
                {unit.name}
              </label>
            ))}
        </div>
      </fieldset>
      <FailureAlert failure={failure} />
      <div className="form-actions">
        <Button onClick={onDone}>{t('indicators:unitGroups.back')}</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {t('common:actions.save')}
        </Button>
      </div>
    </form>
  );
}
