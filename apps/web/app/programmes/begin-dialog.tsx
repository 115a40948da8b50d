import { localize } from '@huibao/domain';
import { Button, Dialog, SelectField, TextField } from '@huibao/ui';
import { useNavigate } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ListedProgramme } from '../programme/use-programme.ts';
import type { SampleProgramme } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

/** Begins a draft: from nothing, a sample or a year of a programme of the level's own, for the same year or another. */
export function BeginDialog({
  own,
  samples,
  thisYear,
  onClose,
}: {
  readonly own: readonly ListedProgramme[];
  readonly samples: readonly SampleProgramme[];
  readonly thisYear: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'programmes', 'common']);
  const locale = useLocale();
  const navigate = useNavigate();
  const bases = own.flatMap(({ name, title, years }) => years.map((year) => ({ name, title, year })));
  const [base, setBase] = useState('');
  const [year, setYear] = useState(thisYear);
  const [code, setCode] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const sample = samples.find((one) => one.code === base);
  const from = bases.find((one) => `${one.name}/${one.year}` === base);
  const { run, isBusy, failure } = useMutation(() =>
    client.draft.begin.mutate(
      from
        ? { from: 'edition', programme: from.name, year: from.year, forYear: year }
        : sample
          ? { from: 'sample', year, sample: sample.code }
          : { from: 'nothing', year, code, title: { zh: zh.trim(), en: en.trim() || zh.trim() } },
    ),
  );
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const begun = await run();
    if (begun) void navigate(`/programmes/drafts/${begun.draftId}`);
  };
  const isNew = !from && !sample;
  const isCode = /^[a-z][a-z0-9_]{0,59}$/.test(code);
  return (
    <Dialog title={t('designer:begin.title')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void begin(event)}>
        <SelectField label={t('designer:begin.from')} value={base} onChange={(event) => setBase(event.target.value)}>
          <option value="">{t('designer:begin.nothing')}</option>
          {samples.map((one) => (
            <option key={one.code} value={one.code}>
              {t('designer:begin.sample', { title: localize(one.title, locale) })}
            </option>
          ))}
          {bases.map((one) => (
            <option key={`${one.name}/${one.year}`} value={`${one.name}/${one.year}`}>
              {t('designer:begin.edition', { title: localize(one.title, locale), year: one.year })}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('designer:begin.year')}
          hint={
            from
              ? t(from.year === year ? 'designer:begin.amends' : 'designer:begin.another')
              : sample && t('designer:begin.ofSample')
          }
          value={year}
          onChange={(event) => setYear(Number(event.target.value))}
        >
          {[thisYear + 1, thisYear, thisYear - 1, ...(from ? [from.year] : [])]
            .filter((one, index, all) => all.indexOf(one) === index)
            .map((one) => (
              <option key={one} value={one}>
                {t('programmes:year', { year: one })}
              </option>
            ))}
        </SelectField>
        {isNew && (
          <>
            <TextField
              label={t('designer:begin.name')}
              required
              value={zh}
              onChange={(event) => setZh(event.target.value)}
            />
            <TextField label={t('designer:begin.english')} value={en} onChange={(event) => setEn(event.target.value)} />
            <TextField
              label={t('designer:fields.code')}
              required
              value={code}
              {...{ [code !== '' && !isCode ? 'problem' : 'hint']: t('designer:begin.codeHint') }}
              onChange={(event) => setCode(event.target.value)}
            />
          </>
        )}
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || (isNew && (!isCode || zh.trim() === ''))}>
            {t('designer:begin.begin')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
