import { localize } from '@huibao/domain';
import { SelectField, TextField } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useProblem, type FieldsProps } from './fields.ts';
import {
  fits,
  hasSecond,
  isListing,
  operatorChoices,
  takeOf,
  type IndicatorForm,
  type OperatorChoice,
  type TermForm,
} from './indicator-form.ts';
import { TermFields } from './term-fields.tsx';

const factors = { one: '1', hundred: '100', thousand: '1000', tenThousand: '10000' } as const;

/** Name, heading and unit. */
export function NameFields({ form, change, list, elements, problems }: FieldsProps) {
  const { t } = useTranslation('indicators');
  const locale = useLocale();
  const problem = useProblem(problems, elements);
  return (
    <div className="form two-columns">
      <TextField
        label={t('fields.labelZh')}
        maxLength={60}
        value={form.labelZh}
        onChange={(event) => change({ labelZh: event.target.value })}
        {...problem('labelZh')}
      />
      <TextField
        label={t('fields.labelEn')}
        maxLength={120}
        value={form.labelEn}
        onChange={(event) => change({ labelEn: event.target.value })}
        {...problem('labelEn')}
      />
      <SelectField
        label={t('fields.group')}
        value={form.group}
        onChange={(event) => change({ group: event.target.value })}
        {...problem('group')}
      >
        {list.groups.map((group) => (
          <option key={group.code} value={group.code}>
            {localize(group.label, locale)}
          </option>
        ))}
      </SelectField>
      <div className="form-row units-row">
        <TextField
          label={t('fields.unitZh')}
          maxLength={20}
          value={form.unitZh}
          onChange={(event) => change({ unitZh: event.target.value })}
        />
        <TextField
          label={t('fields.unitEn')}
          maxLength={40}
          value={form.unitEn}
          onChange={(event) => change({ unitEn: event.target.value })}
        />
      </div>
    </div>
  );
}

/** The operator over units and what it takes. */
export function WhatFields(props: FieldsProps) {
  const { t } = useTranslation('indicators');
  const { form, change, elements, problems } = props;
  const problem = useProblem(problems, elements);
  const operate = (operator: OperatorChoice): void => change(operated(form, operator, props));
  const known = (Object.keys(factors) as (keyof typeof factors)[]).find((one) => factors[one] === form.factor);
  const multiply = (factor: string): void =>
    change({
      factor,
      ...(form.operator === 'ratio' && factor === '100' && form.style === 'exact'
        ? {
            style: 'percent' as const,
            unitZh: form.unitZh || '%',
            unitEn: form.unitEn || '%',
            decimals: form.decimals === '0' ? '1' : form.decimals,
          }
        : {}),
    });
  const second = form.operator === 'ratio' ? 'denominator' : 'weight';
  return (
    <div className="form two-columns">
      <SelectField
        label={t('fields.operator')}
        value={form.operator}
        onChange={(event) => operate(event.target.value as OperatorChoice)}
      >
        {operatorChoices.map((operator) => (
          <option key={operator} value={operator}>
            {t(`operators.${operator}`)}
          </option>
        ))}
      </SelectField>
      {isListing(form.operator) ? (
        <span />
      ) : (
        <div className="form-row">
          <SelectField
            label={t('fields.factor')}
            value={known ?? 'own'}
            onChange={(event) =>
              multiply(event.target.value === 'own' ? '' : factors[event.target.value as keyof typeof factors])
            }
          >
            {(['one', 'hundred', 'thousand', 'tenThousand', 'own'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`factors.${one}`)}
              </option>
            ))}
          </SelectField>
          {known === undefined && (
            <TextField
              label={t('fields.factorOwn')}
              inputMode="decimal"
              value={form.factor}
              onChange={(event) => change({ factor: event.target.value.trim() })}
              {...problem('factor')}
            />
          )}
        </div>
      )}
      <TermFields {...props} side="of" title={form.operator === 'ratio' ? 'numerator' : 'element'} />
      {hasSecond(form.operator) && (
        <>
          <hr className="whole" />
          <TermFields {...props} side="second" title={second} />
        </>
      )}
    </div>
  );
}

/** What no longer fits another operator is let go. */
function operated(form: IndicatorForm, operator: OperatorChoice, { elements }: FieldsProps): Partial<IndicatorForm> {
  const keep = (term: TermForm): TermForm => {
    const element = elements.get(term.element);
    const take = takeOf(operator, term);
    if (!element || !fits(element, operator, take))
      return { ...term, element: '', keys: [], over: '', op: '', value: '' };
    if (operator === 'count' && term.op === '' && element.type === 'boolean')
      return { ...term, op: 'eq', value: 'true' };
    return isListing(operator) ? { ...term, keys: [], over: '' } : term;
  };
  return {
    operator,
    of: keep(form.of),
    second: keep(form.second),
    factor: isListing(operator) ? '1' : form.factor,
    style: operator === 'list' ? 'list' : form.style === 'list' ? 'exact' : form.style,
  };
}
