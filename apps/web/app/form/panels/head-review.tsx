import { localize, missingCell, printCell, type Cell } from '@huibao/domain';
import { Button, Dialog, TextArea } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { useMutation } from '../../use-mutation.ts';
import { changeOf } from '../grid/rows.ts';
import { findPlace } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { FormRule } from './form-rule.tsx';
import { useCellNames } from './use-cell-names.ts';

const notable = 0.3;
const shownChanges = 12;

/**
 * For the head of the unit: what is flagged and explained, what changed most since last year; confirm, or send back.
 */
export function HeadReview({ form, goTo }: { form: FormHandle; goTo: (id: string) => void }) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const { view, evaluation, lastYear } = form;
  const changes = [...form.places.values()]
    .flatMap((place) => {
      const now = evaluation.cells.get(place.id) ?? missingCell;
      const before = lastYear?.get(place.id);
      const change = changeOf(place.element, now, before, locale);
      return change && before && change.share !== null && Math.abs(change.share) >= notable
        ? [{ place, now, before, change, size: Math.abs(change.share) }]
        : [];
    })
    .sort((a, b) => b.size - a.size);
  const warnings = evaluation.findings.filter((finding) => finding.severity === 'warning');
  return (
    <section className="card summary" aria-labelledby="head-title">
      <div className="row">
        <h2 id="head-title">{t('head.title')}</h2>
        <span className="spacer" />
        <HeadDecision
          mayDecide={view.state === 'confirming'}
          submissionId={view.id}
          revisionNo={view.revisionNo}
          savedAt={view.savedAt}
        />
      </div>
      <Mended form={form} goTo={goTo} />
      <div className="head-columns">
        <div>
          <h3>{t('head.flagged', { count: warnings.length })}</h3>
          <ul>
            {warnings.map((finding) => (
              <li key={finding.rule}>
                <button type="button" className="link" onClick={() => goTo(finding.cells[0] ?? '')}>
                  {localize(finding.message, locale)}
                </button>
                <br />
                <span className="muted">
                  {t('head.explained', { text: form.explanations.textOf(finding.rule) || t('empty') })}
                </span>
                <FormRule form={form} finding={finding} />
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{t('head.changed', { count: changes.length })}</h3>
          <ul>
            {changes.slice(0, shownChanges).map(({ place, now, before, change }) => (
              <li key={place.id}>
                <button type="button" className="link" onClick={() => goTo(place.id)}>
                  {localize(place.label, locale)}
                </button>{' '}
                {printCell(place.element, before, locale)} → {printCell(place.element, now, locale)}{' '}
                <span className="muted">{change.text}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

/** Where it was submitted before: what was mended since, all of it where somebody asks. */
function Mended({ form, goTo }: { form: FormHandle; goTo: (id: string) => void }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const nameOf = useCellNames(form);
  const [isWhole, setWhole] = useState(false);
  const { view } = form;
  if (!view.mended) return null;
  const { no, changes } = view.mended;
  const shown = isWhole ? changes : changes.slice(0, shownChanges);
  const print = (cell: string, content: Cell | null): string => {
    const place = findPlace(view.form, view.unit, cell);
    return (place && content ? printCell(place.element, content, locale) : content?.value) || t('empty');
  };
  return (
    <div>
      <h3>{t('head.mended', { no, count: changes.length })}</h3>
      <ul>
        {shown.map(({ cell, before, after }) => (
          <li key={cell}>
            <button type="button" className="link" onClick={() => goTo(cell)}>
              {nameOf(cell)}
            </button>{' '}
            <del className="muted">{print(cell, before)}</del> → <ins>{print(cell, after)}</ins>
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button size="small" variant="plain" onClick={() => setWhole(true)}>
          {t('head.mendedAll')}
        </Button>
      )}
    </div>
  );
}

/** There where nothing is to be decided any more, too: a refusal says so, and the reason that was typed stays. */
function HeadDecision({
  mayDecide,
  submissionId,
  revisionNo,
  savedAt,
}: {
  mayDecide: boolean;
  submissionId: string;
  revisionNo: number;
  /** Of what is shown. */
  savedAt: string | null;
}) {
  const { t } = useTranslation(['form', 'common']);
  const [isDeclining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const confirm = useMutation(() => client.submission.confirm.mutate({ submissionId, revisionNo, savedAt }));
  const decline = useMutation(() => client.submission.decline.mutate({ submissionId, reason, revisionNo, savedAt }));
  return (
    <>
      <FailureAlert failure={confirm.failure} />
      {mayDecide && <Button onClick={() => setDeclining(true)}>{t('head.decline')}</Button>}
      {mayDecide && (
        <Button variant="primary" disabled={confirm.isBusy} onClick={() => void confirm.run()}>
          {t('head.confirm')}
        </Button>
      )}
      <Dialog title={t('head.decline')} isOpen={isDeclining} onClose={() => setDeclining(false)}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void decline.run().then((done) => {
              if (done) setDeclining(false);
            });
          }}
        >
          <TextArea
            label={t('head.reason')}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <FailureAlert failure={decline.failure} />
          <div className="form-actions">
            <Button onClick={() => setDeclining(false)}>{t('common:actions.cancel')}</Button>
            <Button type="submit" variant="primary" disabled={decline.isBusy || reason.trim() === ''}>
              {t('head.decline')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
