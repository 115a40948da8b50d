import {
  dimensionsOf,
  isNumeric,
  localize,
  namedKeysOf,
  type AskableElement,
  type PeriodOperator,
  type Predicate,
} from '@huibao/domain';
import { defaultOver } from '@huibao/i18n';
import { SelectField, TextField } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useProblem, type FieldsProps } from './fields.ts';
import { fits, isListing, takeOf, type Side, type TermForm } from './indicator-form.ts';

const overs: readonly PeriodOperator[] = ['sum', 'latest', 'mean', 'max', 'min'];
const comparisons = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const satisfies readonly Predicate['op'][];

/** One side of an indicator: which element, which of its options, how over terms, on what condition. */
export function TermFields({
  side,
  title,
  form,
  change,
  list,
  elements,
  problems,
}: FieldsProps & { side: Side; title: 'element' | 'numerator' | 'denominator' | 'weight' }) {
  const { t } = useTranslation('indicators');
  const locale = useLocale();
  const problem = useProblem(problems, elements);
  const term = form[side];
  const take = takeOf(form.operator, term);
  const element = elements.get(term.element);
  const set = (part: Partial<TermForm>): void => change({ [side]: { ...term, ...part } });
  const choose = (code: string): void => {
    const chosen = elements.get(code);
    const isCoded = chosen?.type === 'boolean' || chosen?.type === 'choice';
    set({
      element: code,
      keys: [],
      over: '',
      op: isCoded ? 'eq' : '',
      value: chosen?.type === 'boolean' ? 'true' : chosen?.type === 'choice' ? (chosen.options?.[0]?.code ?? '') : '',
    });
  };
  return (
    <>
      {form.operator === 'ratio' && (
        <SelectField
          label={`${t(`fields.${title}`)} · ${t('fields.take')}`}
          value={term.take}
          onChange={(event) =>
            set({ take: event.target.value as 'sum' | 'count', element: '', keys: [], op: '', value: '' })
          }
        >
          <option value="sum">{t('takes.sum')}</option>
          <option value="count">{t('takes.count')}</option>
        </SelectField>
      )}
      <SelectField
        label={t(`fields.${title}`)}
        value={term.element}
        onChange={(event) => choose(event.target.value)}
        {...problem(side)}
      >
        <option value="">{t('fields.chooseElement')}</option>
        {list.forms.map((one) => {
          const offered = one.elements.filter((candidate) => fits(candidate, form.operator, take));
          return (
            offered.length > 0 && (
              <optgroup key={one.code} label={`${localize(one.number, locale)} ${localize(one.title, locale)}`}>
                {offered.map((candidate) => (
                  <option key={candidate.code} value={candidate.code}>
                    {candidate.register ? `${localize(candidate.register, locale)} · ` : ''}
                    {localize(candidate.label, locale)}
                  </option>
                ))}
              </optgroup>
            )
          );
        })}
      </SelectField>
      {element && !isListing(form.operator) && element.type !== 'choice' && (
        <SelectField
          label={t('fields.over')}
          value={term.over}
          onChange={(event) => set({ over: event.target.value as PeriodOperator | '' })}
        >
          <option value="">{t('overs.default', { over: t(`overs.${defaultOver(element)}`) })}</option>
          {overs.map((over) => (
            <option key={over} value={over}>
              {t(`overs.${over}`)}
            </option>
          ))}
        </SelectField>
      )}
      {element && take === 'count' && (
        <Condition term={term} element={element} set={set} {...problem(`${side}Value`)} />
      )}
      {element?.dimension && !isListing(form.operator) && (
        <fieldset className="options whole">
          <legend>
            {t('fields.options')} ·{' '}
            {dimensionsOf(element)
              .map(({ label }) => localize(label, locale))
              .join(' × ')}{' '}
            <span className="muted">{t('fields.optionsHint')}</span>
          </legend>
          {namedKeysOf(element).map((option) => (
            <label key={option.code} className="check">
              <input
                type="checkbox"
                checked={term.keys.includes(option.code)}
                onChange={(event) => set({ keys: keysWith(element, term.keys, option.code, event.target.checked) })}
              />
              {localize(option.label, locale)}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** In the order in which the element has them, so that the same choice is the same definition. */
function keysWith(
  element: AskableElement,
  keys: readonly string[],
  code: string,
  isChosen: boolean,
): readonly string[] {
  return namedKeysOf(element)
    .map((option) => option.code)
    .filter((one) => (one === code ? isChosen : keys.includes(one)));
}

function Condition({
  term,
  element,
  set,
  problem,
}: {
  term: TermForm;
  element: AskableElement;
  set: (part: Partial<TermForm>) => void;
  problem?: string;
}) {
  const { t } = useTranslation('indicators');
  const locale = useLocale();
  const isNumber = isNumeric(element.type);
  const initial =
    element.type === 'boolean' ? 'true' : element.type === 'choice' ? (element.options?.[0]?.code ?? '') : '0';
  const compare = (op: string): void =>
    set({ op: op as Predicate['op'] | '', value: op === '' ? '' : term.value || initial });
  return (
    <div className="form-row condition">
      <SelectField label={t('fields.condition')} value={term.op} onChange={(event) => compare(event.target.value)}>
        <option value="">{t('conditions.any')}</option>
        {isNumber ? (
          comparisons.map((op) => (
            <option key={op} value={op}>
              {t(`conditions.${op}`)}
            </option>
          ))
        ) : (
          <>
            <option value="eq">{t('conditions.is')}</option>
            <option value="ne">{t('conditions.isNot')}</option>
          </>
        )}
      </SelectField>
      {term.op !== '' &&
        (isNumber ? (
          <TextField
            label={t('fields.value')}
            inputMode="decimal"
            value={term.value}
            onChange={(event) => set({ value: event.target.value.trim() })}
            {...(problem === undefined ? {} : { problem })}
          />
        ) : (
          <SelectField
            label={t('fields.value')}
            value={term.value}
            onChange={(event) => set({ value: event.target.value })}
          >
            {element.type === 'boolean' ? (
              <>
                <option value="true">{t('yes')}</option>
                <option value="false">{t('no')}</option>
              </>
            ) : (
              element.options?.map((option) => (
                <option key={option.code} value={option.code}>
                  {localize(option.label, locale)}
                </option>
              ))
            )}
          </SelectField>
        ))}
    </div>
  );
}
