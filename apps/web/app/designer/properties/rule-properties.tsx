import {
  dimensionsOf,
  elementsOf,
  isNumeric,
  localize,
  type DataElement,
  type FormDefinition,
  type ValidationRule,
} from '@huibao/domain';
import { useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { codesRead } from '../expression/use-marked-cells.ts';
import { ExpressionField } from '../expression/expression-field.tsx';
import { ExpressionNamesContext } from '../expression/names-context.ts';
import { BothProperty, ChoiceProperty, CodeProperty, TextProperty, type PropertiesWithExpressions } from './fields.tsx';
import { isFollowing, withCondition } from './follow-condition.ts';
import { RuleElements } from './rule-elements.tsx';

const strategies = ['skip_any', 'skip_all', 'never_skip'] as const;

export function RuleProperties({
  item,
  chosen,
  change,
  problemAt,
  faultAt,
}: PropertiesWithExpressions<ValidationRule>) {
  const { t } = useTranslation('designer');
  const form = useContext(ExpressionNamesContext)?.form;
  const first = form && elementsOf(form).find(({ code }) => code === item.elements[0]);
  const known = useMemo(() => new Set(form ? elementsOf(form).map(({ code }) => code) : []), [form]);
  // Until somebody chooses what is marked, it is what the condition names first.
  const [isFree, setFree] = useState(() => !isFollowing(item, known));
  const { tolerance, missing: strategy = 'skip_any' } = item;
  return (
    <>
      <BothProperty
        label={t('fields.message')}
        value={item.message}
        problem={problemAt(['message'])}
        isLong
        onChange={(message) => change(['message'], message)}
      />
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'rule', owner: chosen.part, code: item.code }}
        problem={problemAt(['code'])}
      />
      <ChoiceProperty
        label={t('fields.severity')}
        value={item.severity}
        options={[
          ['error', t('severity.error')],
          ['warning', t('severity.warning')],
        ]}
        onChange={(severity) => change(['severity'], severity)}
      />
      <ExpressionField
        label={t('fields.expression')}
        kind="rule"
        value={item.expression}
        fault={faultAt(['expression'])}
        onChange={(expression) =>
          isFree ? change(['expression'], expression) : change([], withCondition(item, expression, known))
        }
      />
      <TextProperty
        label={t('fields.tolerance')}
        value={tolerance ?? ''}
        problem={problemAt(['tolerance'])}
        placeholder={t('fields.noTolerance')}
        onChange={(text) => change(['tolerance'], text.trim() === '' ? undefined : text.trim())}
      />
      <ChoiceProperty
        label={t('fields.missing')}
        value={strategy}
        options={strategies.map((one) => [one, t(`missing.${one}`)] as const)}
        onChange={(one) => change(['missing'], one === 'skip_any' ? undefined : one)}
      />
      {form && <StrategyMeaning form={form} expression={item.expression} strategy={strategy} />}
      <RuleElements
        codes={item.elements}
        problem={problemAt(['elements'])}
        onChange={(codes) => {
          setFree(true);
          change(['elements'], codes);
        }}
      />
      <PerOption rule={item} first={first} problem={problemAt(['perOption'])} change={change} />
    </>
  );
}

/** What an empty cell does to this rule, by one that it reads. */
function StrategyMeaning({
  form,
  expression,
  strategy,
}: {
  readonly form: FormDefinition;
  readonly expression: string;
  readonly strategy: (typeof strategies)[number];
}) {
  const { t } = useTranslation('expressions');
  const locale = useLocale();
  const read = codesRead(expression);
  const one = elementsOf(form).find(({ code }) => read.has(code));
  if (!one) return null;
  const as = isNumeric(one.type) ? 'number' : one.type === 'boolean' ? 'boolean' : 'text';
  return (
    <p className="muted small property-note">
      {t(`missingMeans.${strategy}`, { one: localize(one.label, locale), as: t(`readAs.${as}`) })}
    </p>
  );
}

/** By which of the first element's dimensions it is judged option by option, if by any. */
function PerOption({
  rule: { perOption = false },
  first,
  problem,
  change,
}: {
  readonly rule: ValidationRule;
  readonly first: DataElement | undefined;
  readonly problem: string | undefined;
  readonly change: PropertiesWithExpressions<ValidationRule>['change'];
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const dimensions = first ? dimensionsOf(first) : [];
  if (dimensions.length === 0 && perOption === false) return null;
  const value = perOption === true ? (dimensions[0]?.code ?? '') : perOption === false ? '' : perOption;
  const known = dimensions.map(
    ({ code, label }) => [code, t('fields.perOptionOf', { of: localize(label, locale) })] as const,
  );
  return (
    <ChoiceProperty
      label={t('fields.perOption')}
      value={value}
      options={[
        ['', t('fields.asOne')],
        ...known,
        ...(value === '' || known.some(([code]) => code === value) ? [] : [[value, value] as const]),
      ]}
      problem={problem}
      // The first is meant where none is named.
      onChange={(code) => change(['perOption'], code === '' ? undefined : code === dimensions[0]?.code ? true : code)}
    />
  );
}
