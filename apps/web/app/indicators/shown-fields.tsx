import { SelectField, TextField } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useProblem, type FieldsProps } from './fields.ts';
import { useBaseName } from '../oversight/base-name.ts';
import type { IndicatorList } from '../outputs.ts';
import { isListing, type IndicatorForm } from './indicator-form.ts';

/** What a total may be set against, as the form keeps it: what the programme's own definitions have names for. */
function scalesOf({ indicators }: IndicatorList): readonly string[] {
  const bases = indicators.flatMap(({ definition: { code, asBase = [] } }) =>
    asBase.map(({ times }) => `${code}/${times}`),
  );
  return ['', 'not_ranked', 'own', ...bases];
}

const styles = ['exact', 'approximate', 'over', 'percent', 'permille', 'chinese'] as const;
const steps = ['10', '100', '1000', '10000', '100000000'] as const;

/** How the figure is shown, when it is partial, and how districts are compared by it. */
export function ShownFields({ form, change, list, elements, problems }: FieldsProps) {
  const { t } = useTranslation('indicators');
  const problem = useProblem(problems, elements);
  const baseName = useBaseName();
  const scaleName = (scale: string): string => {
    const [per = '', times] = scale.split('/');
    if (times !== undefined) {
      const base = list.indicators.find(({ definition }) => definition.code === per)?.definition;
      return baseName({ per, times, label: base?.label ?? { zh: per, en: per }, asBase: base?.asBase ?? [] });
    }
    return t(`scales.${scale === 'own' || scale === 'not_ranked' ? scale : 'byOperator'}`);
  };
  return (
    <div className="form two-columns">
      <SelectField
        label={t('fields.format')}
        value={form.style}
        onChange={(event) => change({ style: event.target.value as IndicatorForm['style'] })}
        {...problem('style')}
      >
        {(isListing(form.operator) ? [...styles, 'list' as const] : styles).map((style) => (
          <option key={style} value={style}>
            {t(`formats.${style}`)}
          </option>
        ))}
      </SelectField>
      {(form.style === 'approximate' || form.style === 'over') && (
        <SelectField
          label={t('fields.step')}
          value={form.step}
          onChange={(event) => change({ step: event.target.value })}
          {...problem('step')}
        >
          {(steps.some((step) => step === form.step) ? steps : [form.step, ...steps]).map((step) => (
            <option key={step} value={step}>
              {step}
            </option>
          ))}
        </SelectField>
      )}
      {(form.style === 'percent' || form.style === 'permille') && (
        <TextField
          label={t('fields.shareDecimals')}
          inputMode="numeric"
          value={form.shareDecimals}
          onChange={(event) => change({ shareDecimals: event.target.value.trim() })}
          {...problem('shareDecimals')}
        />
      )}
      {form.style === 'list' && (
        <TextField
          label={t('fields.most')}
          inputMode="numeric"
          value={form.most}
          onChange={(event) => change({ most: event.target.value.trim() })}
          {...problem('most')}
        />
      )}
      <TextField
        label={t('fields.decimals')}
        inputMode="numeric"
        value={form.decimals}
        onChange={(event) => change({ decimals: event.target.value.trim() })}
        {...problem('decimals')}
      />
      <TextField
        label={t('fields.floor')}
        inputMode="decimal"
        value={form.floor}
        onChange={(event) => change({ floor: event.target.value.trim() })}
        {...problem('floor')}
      />
      <SelectField
        label={t('fields.better')}
        hint={t('fields.betterHint')}
        value={form.better}
        onChange={(event) => change({ better: event.target.value as IndicatorForm['better'] })}
      >
        {(['neither', 'good', 'bad'] as const).map((better) => (
          <option key={better} value={better}>
            {t(`better.${better}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('fields.scale')}
        hint={t('fields.scaleHint')}
        value={form.scale}
        disabled={!form.comparable}
        onChange={(event) => change({ scale: event.target.value })}
      >
        {[...new Set([...scalesOf(list), form.scale])].map((scale) => (
          <option key={scale} value={scale}>
            {scaleName(scale)}
          </option>
        ))}
      </SelectField>
      <label className="check whole">
        <input
          type="checkbox"
          checked={form.comparable}
          onChange={(event) => change({ comparable: event.target.checked })}
        />
        {t('fields.comparable')}
      </label>
    </div>
  );
}
