import { Button, Dialog, SelectField, TextArea, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { LedgerItem } from '../outputs.ts';
import { useProgramme } from '../programme/use-programme.ts';
import { useMutation } from '../use-mutation.ts';

export type LedgerDraft = Pick<LedgerItem, 'year' | 'kind' | 'title' | 'detail' | 'owner' | 'dueOn'> & {
  readonly id: string | null;
};

/** Adds an item or changes one. Mounted anew for each. */
export function ItemDialog({
  draft,
  years,
  onClose,
}: {
  draft: LedgerDraft;
  years: readonly number[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['ledger', 'common']);
  const programme = useProgramme();
  const [form, setForm] = useState(draft);
  const { run, isBusy, failure } = useMutation((input: LedgerDraft) =>
    client.ledger.save.mutate({ programme, ...input }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { id, year, kind, title, detail, owner, dueOn } = form;
    if (await run({ id, year, kind, title, detail, owner, dueOn: dueOn || null })) onClose();
  };
  return (
    <Dialog title={t('ledger:form.title')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <div className="form-row">
          <SelectField
            label={t('ledger:form.year')}
            value={form.year}
            onChange={(event) => setForm({ ...form, year: Number(event.target.value) })}
          >
            {years.map((year) => (
              <option key={year} value={year}>
                {t('ledger:year', { year })}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t('ledger:form.kind')}
            value={form.kind}
            onChange={(event) => setForm({ ...form, kind: event.target.value as LedgerDraft['kind'] })}
          >
            <option value="shortcoming">{t('ledger:kinds.shortcoming')}</option>
            <option value="plan">{t('ledger:kinds.plan')}</option>
          </SelectField>
        </div>
        <TextArea
          label={t('ledger:form.item')}
          required
          maxLength={300}
          value={form.title}
          onChange={(event) => setForm({ ...form, title: event.target.value })}
        />
        <TextArea
          label={t(form.kind === 'plan' ? 'ledger:form.result' : 'ledger:form.cause')}
          required
          maxLength={1000}
          value={form.detail}
          onChange={(event) => setForm({ ...form, detail: event.target.value })}
        />
        <div className="form-row">
          <TextField
            label={t('ledger:form.owner')}
            required
            maxLength={60}
            value={form.owner}
            onChange={(event) => setForm({ ...form, owner: event.target.value })}
          />
          <TextField
            label={t('ledger:form.due')}
            type="date"
            value={form.dueOn ?? ''}
            onChange={(event) => setForm({ ...form, dueOn: event.target.value })}
          />
        </div>
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

export function AnswerDialog({ item, onClose }: { item: LedgerItem; onClose: () => void }) {
  const { t } = useTranslation(['ledger', 'common']);
  const [answer, setAnswer] = useState(item.answer ?? '');
  const { run, isBusy, failure } = useMutation((text: string) =>
    client.ledger.answer.mutate({ id: item.id, answer: text }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run(answer)) onClose();
  };
  return (
    <Dialog title={t('ledger:form.answer')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{item.title}</p>
        <TextArea
          label={t('ledger:form.answer')}
          hint={t('ledger:form.answerHint')}
          autoFocus
          maxLength={1000}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
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
