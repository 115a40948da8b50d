import { Banner, Button } from '@huibao/ui';
import { readIndicator } from '@huibao/i18n';
import { useNavigate } from '@remix-run/react';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { IndicatorList } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { withLabel, type FieldsProps } from './fields.ts';
import { GroupDialog } from './group-dialog.tsx';
import { draftOf, formOf, hasSecond, problemsOf, type IndicatorForm } from './indicator-form.ts';
import { mergeForms } from './merge-forms.ts';
import { NewerBanner, type Newer } from './newer-banner.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ShownFields } from './shown-fields.tsx';
import { vocabularyOf } from './vocabulary.ts';
import { NameFields, WhatFields } from './what-fields.tsx';
import { WhomFields } from './whom-fields.tsx';
import { editionQuery } from '../programme/use-programme.ts';

const changedSince = 'indicator.changed_since';

export interface Edited {
  /** Null: a new one. */
  readonly code: string | null;
  readonly version: number | null;
  readonly form: IndicatorForm;
}

/** A definition in its form, with what it says and gives beside it. Read only where it isn't one's own. */
export function IndicatorEditor({
  list,
  edited,
  mayChange,
  mayGroup,
  children,
}: {
  list: IndicatorList;
  edited: Edited;
  mayChange: boolean;
  mayGroup: boolean;
  children?: ReactNode;
}) {
  const { t, i18n } = useTranslation(['indicators', 'common']);
  const locale = useLocale();
  const navigate = useNavigate();
  const [form, setForm] = useState(edited.form);
  /** What the form was changed from: as it was opened, or as somebody saved it meanwhile. */
  const [base, setBase] = useState({ version: edited.version, form: edited.form });
  const [newer, setNewer] = useState<Newer | null>(null);
  const [wasTried, setTried] = useState(false);
  const [isGrouping, setGrouping] = useState(false);
  const vocabulary = useMemo(() => vocabularyOf(list), [list]);
  const problems = useMemo(() => problemsOf(form, vocabulary.elements), [form, vocabulary]);
  const draft = useMemo(() => draftOf(form), [form]);
  // A name isn't needed to see what a definition gives.
  const blocking = Object.keys(problems).filter((field) => field !== 'labelZh' && field !== 'labelEn');
  const named = { ...draft, label: { zh: draft.label.zh || '—', en: draft.label.en || '—' } };
  const canRead =
    form.of.element !== '' && (!hasSecond(form.operator) || form.second.element !== '') && problems.floor === undefined;
  /** Somebody saved it meanwhile: their changes come into the form, and this person's stay. */
  const takeNewer = async (code: string): Promise<void> => {
    const { indicators, unused } = await client.indicator.list.query({ programme: list.programme, year: list.year });
    const found = indicators.find((one) => one.definition.code === code) ?? unused.find((one) => one.code === code);
    if (!found) return;
    const theirs = formOf(found.definition);
    const merged = mergeForms(base.form, form, theirs);
    setForm(merged.form);
    setBase({ version: found.version, form: theirs });
    setNewer({ version: found.version, form: theirs, both: merged.both });
  };
  const { run, isBusy, failure } = useMutation(async (input: Parameters<typeof client.indicator.save.mutate>[0]) => {
    try {
      return await client.indicator.save.mutate(input);
    } catch (error) {
      if (failureOf(error).code === changedSince && input.code !== null) await takeNewer(input.code);
      throw error;
    }
  });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const saved = await run({
      programme: list.programme,
      year: list.year,
      code: edited.code,
      version: base.version,
      definition: draft,
    });
    if (saved)
      void navigate(`/indicators/${saved.code}?${editionQuery(list.programme, { year: list.year })}`, {
        state: { saved },
        replace: edited.code !== null,
      });
  };
  const count = Object.keys(problems).length;
  const fields: FieldsProps = {
    form,
    list,
    elements: vocabulary.elements,
    problems: wasTried ? problems : {},
    change: (part) => setForm((now) => ({ ...now, ...part })),
  };
  return (
    <div className="with-side indicator-editor">
      <form className="card" noValidate onSubmit={(event) => void save(event)} aria-label={t('indicators:title')}>
        <fieldset className="form-part" disabled={!mayChange}>
          <legend>{t('indicators:parts.basics')}</legend>
          <NameFields {...fields} />
        </fieldset>
        <fieldset className="form-part" disabled={!mayChange}>
          <legend>{t('indicators:parts.what')}</legend>
          <WhatFields {...fields} />
        </fieldset>
        <fieldset className="form-part" disabled={!mayChange}>
          <legend>{t('indicators:parts.whom')}</legend>
          <WhomFields {...fields} onGroups={mayGroup ? () => setGrouping(true) : null} />
        </fieldset>
        <fieldset className="form-part" disabled={!mayChange}>
          <legend>{t('indicators:parts.shown')}</legend>
          <ShownFields {...fields} />
        </fieldset>
        {mayChange && (
          <div className="form-foot">
            {wasTried && count > 0 && (
              <Banner tone="alert" role="alert">
                {t('indicators:incomplete', { count })}
              </Banner>
            )}
            {newer && (
              <NewerBanner
                newer={newer}
                onTakeTheirs={() => {
                  setForm(newer.form);
                  setNewer(null);
                }}
              />
            )}
            {!(newer && failure?.code === changedSince) && (
              <FailureAlert
                failure={failure && { ...failure, params: withLabel(failure.params, vocabulary.elements, locale) }}
              />
            )}
            <div className="form-actions">
              <Button type="submit" variant="primary" disabled={isBusy}>
                {t('common:actions.save')}
              </Button>
            </div>
          </div>
        )}
        {children}
      </form>
      <PreviewPanel
        programme={list.programme}
        year={list.year}
        code={edited.code}
        draft={blocking.length === 0 ? named : null}
        reading={canRead ? readIndicator(draft, vocabulary, i18n) : null}
      />
      {isGrouping && <GroupDialog groups={list.unitGroups} onClose={() => setGrouping(false)} />}
    </div>
  );
}
