import { localize } from '@huibao/domain';
import { Button, Dialog, SelectField, TextField } from '@huibao/ui';
import { useCallback, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { CollectionList } from '../outputs.ts';
import { useProgramme } from '../programme/use-programme.ts';
import { useMutation } from '../use-mutation.ts';
import { OpenPreview } from './open-preview.tsx';

type Proposal = CollectionList['proposals'][number];

const keyOf = (one: Proposal): string => `${one.year}/${one.period.ordinal}`;

/**
 * The one that falls due next; of terms that are all past, the newest. What was never opened in earlier years can wait.
 */
function nextDue(proposals: readonly Proposal[], today: string): Proposal | undefined {
  const byDue = proposals.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return byDue.find((one) => one.dueOn >= today) ?? byDue.at(-1);
}

/** Opens a term: the calendar's dates stand in the fields until somebody changes them. */
export function OpenDialog({
  proposals,
  today,
  isOpen,
  onClose,
}: {
  proposals: readonly Proposal[];
  /** The server's date. */
  today: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation(['collections', 'common']);
  const locale = useLocale();
  const programme = useProgramme();
  const [key, setKey] = useState<string | null>(null);
  // Who opens a term has seen whom it asks, and nothing moves below the pointer.
  const [isSettled, setSettled] = useState(false);
  const settled = useCallback(() => setSettled(true), []);
  const [dates, setDates] = useState<{ opensOn?: string; dueOn?: string; closesOn?: string }>({});
  const { run, isBusy, failure, clear } = useMutation(
    (input: { year: number; period: number; opensOn: string; dueOn: string; closesOn: string }) =>
      client.collection.open.mutate({ programme, ...input }),
  );
  const chosen = proposals.find((one) => keyOf(one) === key) ?? nextDue(proposals, today);
  const close = (): void => {
    clear();
    setDates({});
    setSettled(false);
    onClose();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!chosen) return;
    const { opensOn, dueOn, closesOn } = { ...chosen, ...dates };
    if (await run({ year: chosen.year, period: chosen.period.ordinal, opensOn, dueOn, closesOn })) close();
  };
  const date = (name: 'opensOn' | 'dueOn' | 'closesOn') => (
    <TextField
      label={t(`collections:open.${name}`)}
      type="date"
      required
      value={dates[name] ?? chosen?.[name] ?? ''}
      onChange={(event) => setDates({ ...dates, [name]: event.target.value })}
    />
  );
  return (
    <Dialog title={t('collections:open.title')} isOpen={isOpen} onClose={close}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <SelectField
          label={t('collections:open.term')}
          value={chosen ? keyOf(chosen) : ''}
          onChange={(event) => {
            setKey(event.target.value);
            setDates({});
            setSettled(false);
          }}
        >
          {proposals.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {localize(one.period.label, locale)}
            </option>
          ))}
        </SelectField>
        <div className="form-row">
          {date('opensOn')}
          {date('dueOn')}
          {date('closesOn')}
        </div>
        <p className="small muted">{t('collections:open.hint')}</p>
        {isOpen && chosen && (
          <OpenPreview
            key={keyOf(chosen)}
            programme={programme}
            year={chosen.year}
            period={chosen.period.ordinal}
            onSettled={settled}
          />
        )}
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={close}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || !isSettled}>
            {t('collections:open.action')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
