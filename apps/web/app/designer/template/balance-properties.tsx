import { localize, type Balance } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';
import { BothProperty, ChoiceProperty, CodeProperty } from '../properties/fields.tsx';
import { IndicatorOptions } from './indicator-options.tsx';
import type { TemplateProperties } from './section-properties.tsx';

const relations = ['equal', 'at_most'] as const;

/** One balance: sums of figures on two sides, and what holds between them. */
export function BalanceProperties({
  item,
  change,
  problemAt,
  catalogue,
}: TemplateProperties<Balance> & { readonly catalogue: FigureCatalogue }) {
  const { t } = useTranslation('designer');
  const side = (key: 'left' | 'right') => (
    <Side
      legend={t(`balances.${key}`)}
      codes={item[key]}
      catalogue={catalogue}
      problem={problemAt([key])}
      onChange={(codes) => change([key], codes)}
    />
  );
  return (
    <>
      <BothProperty
        label={t('fields.label')}
        value={item.label}
        problem={problemAt(['label'])}
        onChange={(label) => change(['label'], label)}
      />
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'balance', owner: '', code: item.code }}
        problem={problemAt(['code'])}
      />
      {side('left')}
      <ChoiceProperty
        label={t('balances.relation')}
        value={item.relation}
        options={relations.map((one) => [one, t(`balances.relations.${one}`)] as const)}
        onChange={(relation) => change(['relation'], relation)}
      />
      {side('right')}
    </>
  );
}

function Side({
  legend,
  codes,
  catalogue,
  problem,
  onChange,
}: {
  readonly legend: string;
  readonly codes: readonly string[];
  readonly catalogue: FigureCatalogue;
  readonly problem: string | undefined;
  readonly onChange: (codes: readonly string[]) => void;
}) {
  const { t } = useTranslation('designer');
  const { indicators, groups } = catalogue;
  const next = indicators.find(({ code }) => !codes.includes(code));
  return (
    <fieldset className="option-list">
      <legend>{legend}</legend>
      {codes.map((code, index) => (
        <div key={index} className="balance-line">
          <select
            className="select"
            aria-label={t('balances.figure', { side: legend, no: index + 1 })}
            value={code}
            onChange={(event) => onChange(codes.with(index, event.target.value))}
          >
            {!indicators.some((one) => one.code === code) && <option value={code}>{code}</option>}
            <IndicatorOptions indicators={indicators} groups={groups} />
          </select>
          {codes.length > 1 && (
            <Button
              size="small"
              variant="plain"
              aria-label={t('balances.remove', { side: legend, no: index + 1 })}
              onClick={() => onChange(codes.toSpliced(index, 1))}
            >
              ✕
            </Button>
          )}
        </div>
      ))}
      {next && (
        <Button size="small" variant="plain" onClick={() => onChange([...codes, next.code])}>
          {t('balances.add')}
        </Button>
      )}
      {problem !== undefined && <span className="problem">{problem}</span>}
    </fieldset>
  );
}

/** All balances to be read, as the gate will ask them. */
export function BalanceList({
  balances,
  chosen,
  catalogue,
  onChoose,
}: {
  readonly balances: readonly Balance[];
  readonly chosen: number;
  readonly catalogue: FigureCatalogue;
  readonly onChoose: (index: number) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const labels = new Map(catalogue.indicators.map(({ code, label }) => [code, localize(label, locale)]));
  const sum = (codes: readonly string[]): string => codes.map((code) => labels.get(code) ?? code).join(' ＋ ');
  if (balances.length === 0) return <p className="muted small">{t('balances.none')}</p>;
  return (
    <ul className="designer-list balance-list" aria-label={t('kinds.balances')}>
      {balances.map((balance, index) => (
        <li key={index}>
          <button type="button" aria-current={index === chosen} onClick={() => onChoose(index)}>
            <b>{localize(balance.label, locale)}</b>
            <span>
              {sum(balance.left)} {t(`balances.signs.${balance.relation}`)} {sum(balance.right)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
