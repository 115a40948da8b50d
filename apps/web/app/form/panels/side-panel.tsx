import {
  elementsOf,
  isNotAsked,
  isNumeric,
  localize,
  missingCell,
  printCell,
  type Finding,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';
import { Button, TextArea } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../../dates.ts';
import { FailureAlert, useFailureText } from '../../failure-alert.tsx';
import { fetchedPart, UntilThere } from '../../fetched-part.tsx';
import { askedBy } from '../grid/asked-by.ts';
import { relationOf } from '../grid/rows.ts';
import { labelsOf } from '../sync/labels-of.ts';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { OtherName, standingOf } from './other-forms.tsx';
import { CellHistoryPanel } from './cell-history.tsx';
import { DifferingBox } from './differing.tsx';
import { FormRule } from './form-rule.tsx';

/** What puts calculations into words is fetched by who comes to one. */
const CalculationInWords = fetchedPart(async () => (await import('./calculation-in-words.tsx')).CalculationInWords);

/**
 * What the person needs to decide about the active cell: meaning, limits, what is wrong, what was before,
 * who said what.
 */
export function SidePanel({ form, place }: { form: FormHandle; place: Place | null }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  if (!place)
    return (
      <aside className="card side no-print" aria-label={t('side.label')}>
        <p className="side-part muted">{t('side.none')}</p>
      </aside>
    );
  const comments = form.view.comments.filter((comment) => comment.cell === place.id);
  return (
    <aside className="card side no-print" aria-label={t('side.label')}>
      <Definition form={form} place={place} />
      <Problems form={form} place={place} />
      {form.marks.findingsAt(place.id).map((finding) => (
        <FindingBox key={finding.rule} form={form} finding={finding} />
      ))}
      <DifferingBox form={form} place={place} />
      <ConflictBox form={form} place={place} />
      <NotApplicable form={form} place={place} />
      {comments.length > 0 && (
        <div className="side-part">
          <h2>{t('side.comments')}</h2>
          {comments.map((comment) => (
            <p key={comment.at + comment.text} className="comment">
              <b>{comment.by}</b>{' '}
              <span className="muted small">{t('side.returnedAt', { at: formatInstant(comment.at, 'short') })}</span>
              <br />
              {comment.text}
            </p>
          ))}
        </div>
      )}
      <CellHistoryPanel form={form} place={place} locale={locale} />
    </aside>
  );
}

function labelOf(form: FormDefinition, code: string): Localized {
  return elementsOf(form).find((one) => one.code === code)?.label ?? { zh: code, en: code };
}

function Definition({ form, place }: { form: FormHandle; place: Place }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { element } = place;
  const labels = labelsOf(form.view);
  const relation = relationOf(element, new Map(), labels, locale);
  const previous = form.view.previous?.find(
    (cell) => cell.code === place.address.code && cell.key === place.address.key,
  );
  const limits =
    element.min !== undefined && element.max !== undefined
      ? t('side.between', { min: element.min, max: element.max })
      : element.min !== undefined
        ? t('side.atLeast', { min: element.min })
        : element.max !== undefined
          ? t('side.atMost', { max: element.max })
          : null;
  const isMeasured = isNumeric(element.type);
  const source = form.view.others.find((other) => other.codes.includes(element.takenFrom ?? ''));
  const typed = isNotAsked(form.evaluation.notAsked, place.address) ? form.state.cells.get(place.id) : undefined;
  const kept = typed && typed.state !== 'missing' ? typed : null;
  return (
    <div className="side-part">
      <h2>{localize(place.label, locale)}</h2>
      <dl className="facts">
        {isMeasured && (
          <>
            <dt>{t('side.meaning')}</dt>
            <dd>{t(`side.${element.flow}`)}</dd>
          </>
        )}
        {element.hint && (
          <>
            <dt>{t('side.hint')}</dt>
            <dd>{localize(element.hint, locale)}</dd>
          </>
        )}
        {element.calculated !== undefined && (
          <>
            <dt>{t('side.relation')}</dt>
            <dd>
              {relation ?? (
                <UntilThere.Provider value={t('computed')}>
                  <CalculationInWords view={form.view} calculated={element.calculated} />
                </UntilThere.Provider>
              )}
            </dd>
          </>
        )}
        {source && (
          <>
            <dt>{t('side.source')}</dt>
            <dd>
              {t('side.takenFrom')}{' '}
              {source.submissionId === null ? (
                <OtherName other={source} />
              ) : (
                <Link to={`/term/${source.submissionId}`}>
                  <OtherName other={source} />
                </Link>
              )}
              {t('nameSeparator')}
              {localize(labelOf(source.form, element.takenFrom ?? ''), locale)}{' '}
              <span className="muted small">{t(`side.taken.${standingOf(source)}`)}</span>
            </dd>
          </>
        )}
        {element.fromSensitiveRegister !== undefined && (
          <>
            <dt>{t('side.source')}</dt>
            <dd>{t('side.sensitive')}</dd>
          </>
        )}
        {element.when !== undefined && (
          <>
            <dt>{t('side.condition')}</dt>
            <dd>
              {t('askedBy', { names: askedBy(form.view.form, place.address.code, locale).join(t('nameSeparator')) })}
              {kept && t('side.kept', { value: printCell(element, kept, locale) })}
            </dd>
          </>
        )}
        {limits && !place.isLocked && (
          <>
            <dt>{t('side.limits')}</dt>
            <dd>{limits}</dd>
          </>
        )}
        {previous && element.type !== 'narrative' && element.type !== 'attachment' && (
          <>
            <dt>{t('side.previous')}</dt>
            <dd>{printCell(element, previous, locale)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** Text that can't be read, or that the server refused. */
function Problems({ form, place }: { form: FormHandle; place: Place }) {
  const { t } = useTranslation('form');
  const textOf = useFailureText();
  const rejected = form.state.rejected.get(place.id);
  const refused = form.store.failureAt(place.id);
  const failure = rejected ? { code: `cell.${rejected.error.code}` as const, params: rejected.error.params } : refused;
  if (!failure) return null;
  return (
    <div className="side-part finding error" role="alert">
      <h2>{t('side.unreadable')}</h2>
      <p>{textOf(failure)}</p>
      {rejected && <p className="small">{t('side.notSaved')}</p>}
    </div>
  );
}

/** One finding; a warning has the box for its explanation. */
export function FindingBox({ form, finding }: { form: FormHandle; finding: Finding }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { explanations, isReadOnly } = form;
  const isError = finding.severity === 'error';
  const isExplained = explanations.explained.has(finding.rule);
  return (
    <div className={`side-part finding ${isError ? 'error' : isExplained ? 'explained' : 'warning'}`}>
      <h2>{isError ? t('side.error') : isExplained ? t('side.explained') : t('side.warning')}</h2>
      <p>{localize(finding.message, locale)}</p>
      <FormRule form={form} finding={finding} />
      {!isError && isReadOnly && <p className="quote">{explanations.textOf(finding.rule) || t('empty')}</p>}
      {!isError && !isReadOnly && (
        <>
          <TextArea
            label={t('side.explanation')}
            rows={2}
            maxLength={500}
            value={explanations.textOf(finding.rule)}
            onChange={(event) => explanations.write(finding.rule, event.target.value)}
            onBlur={() => void explanations.save(finding.rule)}
          />
          <FailureAlert failure={explanations.failure} />
        </>
      )}
    </div>
  );
}

/** Somebody else changed the cell meanwhile: both values, and the choice. */
function ConflictBox({ form, place }: { form: FormHandle; place: Place }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const conflict = form.state.save.conflicts.get(place.id);
  if (!conflict) return null;
  const { mine, theirs } = conflict;
  return (
    <div className="side-part finding error" role="alert">
      <h2>{t('conflict.title')}</h2>
      <dl className="facts">
        <dt>{t('conflict.theirs', { by: theirs.by })}</dt>
        <dd>
          {printCell(place.element, theirs, locale) || t('empty')}{' '}
          <span className="muted small">{theirs.at && formatInstant(theirs.at, 'short')}</span>
        </dd>
        <dt>{t('conflict.mine')}</dt>
        <dd>{printCell(place.element, mine, locale) || t('empty')}</dd>
      </dl>
      <div className="row conflict-actions">
        <Button size="small" onClick={() => form.store.takeTheirs(place.id)}>
          {t('conflict.take')}
        </Button>
        <Button size="small" onClick={() => form.store.queue.keepMine(place.id)}>
          {t('conflict.keep')}
        </Button>
      </div>
    </div>
  );
}

/** «Not applicable», with its reason where the element asks for one. */
function NotApplicable({ form, place }: { form: FormHandle; place: Place }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const reasons = place.element.notApplicable;
  if (!reasons || form.isReadOnly || place.isLocked || isNotAsked(form.evaluation.notAsked, place.address)) return null;
  const content = form.evaluation.cells.get(place.id) ?? missingCell;
  const isSet = content.state === 'not_applicable';
  const answer = (value: string): void => {
    if (value === '-') form.store.edit([{ place, content: missingCell }], 'page');
    else form.store.edit([{ place, content: { state: 'not_applicable', value } }], 'page');
  };
  return (
    <div className="side-part field">
      <label htmlFor="not-applicable">{t('side.notApplicable')}</label>
      <select
        id="not-applicable"
        className="select"
        value={isSet ? content.value : '-'}
        onChange={(event) => answer(event.target.value)}
      >
        <option value="-">{t('side.applicable')}</option>
        {reasons.length === 0 && <option value="">{t('side.notApplicable')}</option>}
        {reasons.map((reason) => (
          <option key={reason.code} value={reason.code}>
            {localize(reason.label, locale)}
          </option>
        ))}
      </select>
    </div>
  );
}
