import {
  coverageCounts,
  figureStates,
  localize,
  termsOfCondition,
  type Condition,
  type CoverageCount,
  type FigureCondition,
  type FigureScope,
  type FigureState,
} from '@huibao/domain';
import { readStates } from '@huibao/i18n';
import { Button, Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { FigureCatalogue } from '../figure-catalogue.ts';
import { ScopeField } from '../scope-field.tsx';
import type { ChosenCondition } from './condition-in-text.ts';
import type { ConditionLook } from './sentence-node.ts';

/** One state, or any but one: all three would be no condition. */
const choices: readonly (readonly FigureState[])[] = [
  ...figureStates.map((state) => [state]),
  ...figureStates.map((state) => figureStates.filter((one) => one !== state)),
];

const mostTerms = 20;

/** The condition at the cursor: what it asks, what the figures say to it, and other words for when it doesn't hold. */
export function ConditionPanel({
  catalogue,
  chosen,
  decide,
}: {
  catalogue: FigureCatalogue;
  chosen: ChosenCondition;
  decide: (when: Condition) => ConditionLook;
}) {
  const { t } = useTranslation('reports');
  const { when, change } = chosen;
  const terms = termsOfCondition(when);
  const joint = 'all' in when ? 'all' : 'any';
  const put = (next: readonly FigureCondition[], as: 'all' | 'any' = joint): void =>
    change(as === 'all' ? { all: next } : { any: next });
  const look = decide(when);
  return (
    <div className="panel-part condition">
      <div className="row">
        <h2>{t(`condition.titles.${chosen.of}`)}</h2>
        <span className="spacer" />
        {!look.isOpen && (
          <Tag tone={look.isPrinted ? 'ok' : undefined}>
            {t(look.isPrinted ? 'condition.printed' : 'condition.unprinted')}
          </Tag>
        )}
      </div>
      <p className="small muted">{look.words}</p>
      {terms.length > 1 && (
        <label className="unit-field">
          <span>{t('condition.joint')}</span>
          <select
            className="input compact"
            value={joint}
            onChange={(event) => put(terms, event.target.value === 'all' ? 'all' : 'any')}
          >
            <option value="all">{t('condition.joints.all')}</option>
            <option value="any">{t('condition.joints.any')}</option>
          </select>
        </label>
      )}
      {terms.map((term, index) => (
        <TermFields
          key={index}
          catalogue={catalogue}
          term={term}
          no={index + 1}
          onChange={(next) => put(terms.map((one, at) => (at === index ? next : one)))}
          onRemove={terms.length > 1 ? () => put(terms.filter((_one, at) => at !== index)) : null}
        />
      ))}
      <div className="row">
        {terms.length < mostTerms && (
          <Button
            size="small"
            onClick={() => {
              const last = terms.at(-1);
              if (last) put([...terms, { indicator: last.indicator, is: last.is, ...scopeIn(last.scope) }]);
            }}
          >
            {t('condition.add')}
          </Button>
        )}
        {chosen.addOther && (
          <Button size="small" onClick={() => chosen.addOther?.(t('condition.otherWords'))}>
            {t('condition.other')}
          </Button>
        )}
        <Button size="small" onClick={chosen.remove}>
          {t('condition.remove')}
        </Button>
      </div>
    </div>
  );
}

function scopeIn(scope: FigureScope | undefined): Pick<FigureCondition, 'scope'> {
  return scope ? { scope } : {};
}

function TermFields({
  catalogue,
  term,
  no,
  onChange,
  onRemove,
}: {
  catalogue: FigureCatalogue;
  term: FigureCondition;
  no: number;
  onChange: (term: FigureCondition) => void;
  onRemove: (() => void) | null;
}) {
  const { t, i18n } = useTranslation('reports');
  const locale = useLocale();
  const { indicator, is, of, scope } = term;
  const isKnown = catalogue.indicators.some((one) => one.code === indicator);
  const asked = (count: CoverageCount | null): FigureCondition =>
    count === null ? { indicator, is, ...scopeIn(scope) } : { indicator, is, of: count, ...scopeIn(scope) };
  return (
    <fieldset className="condition-term">
      <legend className="visually-hidden">{t('condition.term', { no })}</legend>
      <select
        className="input compact"
        aria-label={t('condition.figure')}
        value={indicator}
        onChange={(event) => onChange({ ...term, indicator: event.target.value })}
      >
        {!isKnown && <option value={indicator}>{indicator}</option>}
        {catalogue.groups.map((group) => (
          <optgroup key={group.code} label={localize(group.label, locale)}>
            {catalogue.indicators
              .filter((one) => one.group === group.code)
              .map((one) => (
                <option key={one.code} value={one.code}>
                  {localize(one.label, locale)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <ScopeField
        periods={catalogue.periods}
        hasOwn={catalogue.hasOwn}
        scope={scope}
        label={t('condition.scope')}
        onChange={(next) => onChange({ indicator, is, ...(of === undefined ? {} : { of }), ...scopeIn(next) })}
      />
      <select
        className="input compact"
        aria-label={t('condition.asks')}
        value={of ?? ''}
        onChange={(event) => onChange(asked(coverageCounts.find((one) => one === event.target.value) ?? null))}
      >
        <option value="">{t('condition.of.value')}</option>
        {coverageCounts.map((one) => (
          <option key={one} value={one}>
            {t(`condition.of.${one}`)}
          </option>
        ))}
      </select>
      <select
        className="input compact"
        aria-label={t('condition.state')}
        value={choices.findIndex((one) => one.length === is.length && one.every((state) => is.includes(state)))}
        onChange={(event) => onChange({ ...term, is: choices[Number(event.target.value)] ?? is })}
      >
        {choices.map((one, index) => (
          <option key={index} value={index}>
            {readStates(one, i18n)}
          </option>
        ))}
      </select>
      {onRemove && (
        <button type="button" className="button small plain" onClick={onRemove}>
          {t('condition.removeTerm', { no })}
        </button>
      )}
    </fieldset>
  );
}
