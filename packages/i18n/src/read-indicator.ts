import {
  ExactDecimal,
  formatNumber,
  isNumeric,
  localize,
  namedKeysOf,
  type AskableElement,
  type IndicatorDraft,
  type IndicatorOperator,
  type Locale,
  type Localized,
  type PeriodOperator,
  type Term,
  type UnitFilter,
} from '@huibao/domain';
import type { i18n } from 'i18next';

/** The names of what definitions refer to by code. */
export interface IndicatorVocabulary {
  readonly elementOf: (code: string) => AskableElement | undefined;
  readonly unitGroupName: (code: string) => string | undefined;
  readonly unitTypeName: (code: string) => Localized;
  readonly sectionName: (code: string) => Localized | undefined;
}

/**
 * A definition as an official would say it: what is taken, over terms and over units, who counts, and when
 * it is partial.
 */
export function readIndicator(
  {
    operator,
    children,
    coverageFloor,
    format,
  }: Pick<IndicatorDraft, 'operator' | 'children' | 'coverageFloor' | 'format'>,
  vocabulary: IndicatorVocabulary,
  i18n: i18n,
): string {
  const words = wordsFor(vocabulary, i18n);
  const { t } = words;
  const floor = new ExactDecimal(coverageFloor).times(100);
  return [
    words.said(operator, children, format.style === 'percent'),
    floor.greaterThan(0) ? t('reading.floor', { percent: floor.toFixed() }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(words.locale === 'en' ? ' ' : '');
}

function wordsFor(vocabulary: IndicatorVocabulary, i18n: i18n) {
  const locale: Locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const t = i18n.getFixedT(null, 'indicators');
  const name = (text: Localized): string => localize(text, locale);
  const joined = (texts: readonly string[]): string => texts.join(t('reading.separator'));

  const elementName = (code: string, keys: readonly string[] | undefined): string => {
    const element = vocabulary.elementOf(code);
    const label = element ? name(element.label) : code;
    const options = (element ? namedKeysOf(element) : [])
      .filter((option) => keys?.includes(option.code))
      .map((option) => name(option.label));
    // Marks within marks are single ones (GB/T 15834).
    const within = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’');
    return t('reading.element', {
      element: within(
        element?.register ? t('reading.column', { register: name(element.register), column: label }) : label,
      ),
      options: options.length > 0 ? t('reading.options', { options: joined(options) }) : '',
    });
  };
  const overOf = (term: Term): string =>
    t(`reading.over.${term.over ?? defaultOver(vocabulary.elementOf(term.element))}`);

  const noun = (filter: UnitFilter | undefined): 'school' | 'section' | 'unit' => {
    const [kind, ...more] = filter?.kinds ?? [];
    if (more.length === 0 && (kind === 'school' || kind === 'section')) return kind;
    return filter?.schoolTypes ? 'school' : 'unit';
  };
  const typeNames = (types: readonly string[]): string =>
    joined(types.map((type) => name(vocabulary.unitTypeName(type))));
  const kindName = (filter: UnitFilter | undefined): string => {
    if (filter?.schoolTypes) return t('reading.ofTypes', { types: typeNames(filter.schoolTypes) });
    if (filter?.sectionCodes) return t('reading.sections', { sections: joined(filter.sectionCodes.map(sectionName)) });
    return filter?.kinds ? joined(filter.kinds.map((kind) => t(`reading.kinds.${kind}`))) : t('reading.kinds.all');
  };
  const sectionName = (code: string): string => {
    const label = vocabulary.sectionName(code);
    return label ? name(label) : code;
  };
  const who = (filter: UnitFilter | undefined): string =>
    t('reading.who', {
      group:
        filter?.group === undefined
          ? ''
          : t('reading.group', { name: vocabulary.unitGroupName(filter.group) ?? filter.group }),
      except: filter?.exceptSchoolTypes ? t('reading.except', { types: typeNames(filter.exceptSchoolTypes) }) : '',
      ownership: filter?.ownership ? t(`reading.${filter.ownership}`) : '',
      kind: kindName(filter),
    });

  const counted = (term: Term): string => {
    const element = elementName(term.element, term.keys);
    const known = vocabulary.elementOf(term.element);
    const { where } = term;
    if (!where) return t('reading.condition.answered', { element });
    if (known?.type === 'boolean')
      return t((where.value === 'true') === (where.op === 'eq') ? 'reading.condition.yes' : 'reading.condition.no', {
        element,
      });
    if (known && isNumeric(known.type)) {
      const unit = known.unit ? name(known.unit) : '';
      return t(`reading.condition.${where.op}`, {
        element,
        value:
          where.value === ''
            ? ''
            : `${plain(where.value, locale)}${locale === 'en' && unit !== '' ? ` ${unit}` : unit}`,
      });
    }
    const option = known?.options?.find((one) => one.code === where.value);
    return t(where.op === 'ne' ? 'reading.condition.isNot' : 'reading.condition.is', {
      element,
      value: option ? name(option.label) : where.value,
    });
  };
  const part = (term: Term, filter: UnitFilter | undefined): string =>
    term.take === 'sum'
      ? t('reading.part.sum', { element: elementName(term.element, term.keys), over: overOf(term) })
      : t('reading.part.count', {
          counted: counted(term),
          noun: t(`reading.nouns.${noun(filter)}`),
          over: overOf(term),
        });
  const factorOf = (factor: string | undefined, isShare: boolean): string => {
    switch (factor) {
      case undefined:
      case '1':
        return '';
      case '100':
        return t(isShare ? 'reading.factor.share' : 'reading.factor.hundred');
      case '1000':
        return t('reading.factor.thousand');
      case '10000':
        return t('reading.factor.tenThousand');
      default:
        return t('reading.factor.by', { factor });
    }
  };

  const said = (operator: IndicatorOperator, filter: UnitFilter | undefined, isShare: boolean): string => {
    const each = t(`reading.each.${noun(filter)}`);
    switch (operator.op) {
      case 'list':
      case 'distinct': {
        const span = t(
          vocabulary.elementOf(operator.of.element)?.flow === 'stock' ? 'reading.span.stock' : 'reading.span.flow',
        );
        return t(`reading.${operator.op}`, {
          who: who(filter),
          element: elementName(operator.of.element, undefined),
          span,
        });
      }
      case 'ratio':
        return t('reading.ratio', {
          who: who(filter),
          of: part(operator.of, filter),
          per: part(operator.per, filter),
          factor: factorOf(operator.factor, isShare),
        });
      case 'weighted_mean':
        return t('reading.weighted', {
          who: who(filter),
          element: elementName(operator.of.element, operator.of.keys),
          over: overOf(operator.of),
          weight: elementName(operator.weight.element, operator.weight.keys),
          overWeight: overOf(operator.weight),
          factor: factorOf(operator.factor, isShare),
        });
      case 'total':
        return operator.of.take === 'sum'
          ? t('reading.sum', {
              who: who(filter),
              element: elementName(operator.of.element, operator.of.keys),
              each,
              over: overOf(operator.of),
              factor: factorOf(operator.factor, isShare),
            })
          : t('reading.count', {
              who: who(filter),
              counted: counted(operator.of),
              noun: t(`reading.nouns.${noun(filter)}`),
              each,
              over: overOf(operator.of),
              factor: factorOf(operator.factor, isShare),
            });
      default:
        return t(`reading.${operator.op}`, {
          who: who(filter),
          element: elementName(operator.of.element, operator.of.keys),
          each,
          over: overOf(operator.of),
          factor: factorOf(operator.factor, isShare),
        });
    }
  };
  return { t, locale, said };
}

/** What an element says by itself: a flow adds up, of a stock the latest answer holds. */
export function defaultOver(element: Pick<AskableElement, 'flow' | 'type'> | undefined): PeriodOperator {
  return element?.flow === 'flow' && element.type !== 'choice' ? 'sum' : 'latest';
}

function plain(value: string, locale: Locale): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? formatNumber(value, locale, value.split('.')[1]?.length ?? 0) : value;
}
