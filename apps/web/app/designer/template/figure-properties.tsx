import type { FigureFormat } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import type { ChoosableIndicator, FigureCatalogue } from '../../report/figure-catalogue.ts';
import { figureWords, formatChoices, isSameFormat } from '../../report/figure-words.ts';
import { ScopeField } from '../../report/scope-field.tsx';
import type { ChosenFigure } from '../../report/section-editor.tsx';
import { UnitField } from '../../report/unit-field.tsx';
import type { TemplateLook } from './catalogue.ts';

/** What is tried on a figure that has no value yet: a whole number that a format cuts, a share that is no end. */
const examples = { number: '1286', share: '86.52', perMille: '8.652' } as const;
const answered = 26;
const steps = ['10', '100', '1000'];
const namesInExample = 4;

function withExample(
  indicator: ChoosableIndicator,
  nameOf: (no: number) => string,
): ChoosableIndicator & Required<Pick<ChoosableIndicator, 'value'>> {
  const { style } = indicator.format;
  const value = style === 'percent' ? examples.share : style === 'permille' ? examples.perMille : examples.number;
  const texts = style === 'list' ? Array.from({ length: namesInExample }, (_, index) => nameOf(index + 1)) : [];
  const { code } = indicator;
  return {
    ...indicator,
    value: { code, numerator: value, denominator: null, value, texts, answered, expected: answered },
  };
}

/** The figure at the cursor: of which part of time it is, and how its number will be written, shown by an example. */
export function FigureProperties({
  catalogue,
  look,
  chosen,
}: {
  readonly catalogue: FigureCatalogue;
  readonly look: TemplateLook;
  readonly chosen: ChosenFigure;
}) {
  const { t } = useTranslation(['designer', 'reports']);
  const { attrs, update } = chosen;
  const indicator = catalogue.indicators.find(({ code }) => code === attrs.indicator);
  const nameOf = (no: number): string => t('designer:template.exampleName', { no });
  if (!update) return null;
  return (
    <div className="panel-part template-figure">
      <h2>{look.describe(attrs).words}</h2>
      {indicator ? (
        <>
          <h3>{t('reports:scope.label')}</h3>
          <ScopeField
            periods={catalogue.periods}
            hasOwn={catalogue.hasOwn}
            scope={attrs.scope}
            label={t('reports:scope.label')}
            onChange={(scope) => update({ scope: scope ?? null })}
          />
          <h3>{t('designer:template.format')}</h3>
          <div className="format-choices" role="group" aria-label={t('designer:template.format')}>
            {choicesOf(withExample(indicator, nameOf), attrs.unit, attrs.format).map(({ format, preview }) => (
              <button
                key={preview}
                type="button"
                className="format-choice"
                aria-pressed={isSameFormat(format, attrs.format)}
                onClick={() => update({ format })}
              >
                {format.style === 'answered' || format.style === 'expected'
                  ? t(`designer:template.${format.style}`, { example: preview })
                  : preview}
              </button>
            ))}
          </div>
          <UnitField key={attrs.id} unit={attrs.unit} own={indicator.unit.zh} onChange={(unit) => update({ unit })} />
        </>
      ) : (
        <p className="problem">{t('designer:template.unknownFigure', { code: attrs.indicator })}</p>
      )}
    </div>
  );
}

/** What a report offers, the one that is chosen, and of how many reporters it is. */
function choicesOf(
  indicator: ReturnType<typeof withExample>,
  unit: string | null,
  chosen: FigureFormat,
): ReturnType<typeof formatChoices> {
  const offered = formatChoices(indicator, unit, steps);
  const more = ([chosen, { style: 'answered' }, { style: 'expected' }] as const).filter(
    (format, index, all) =>
      ![...offered.map((one) => one.format), ...all.slice(0, index)].some((one) => isSameFormat(one, format)),
  );
  return [...offered, ...more.map((format) => ({ format, preview: figureWords({ format, unit }, indicator) }))];
}
