import type { IndicatorDefinition } from '@huibao/domain';
import type { DraftParts } from '@huibao/domain/designing';
import { readIndicator } from '@huibao/i18n';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldsProps } from '../../indicators/fields.ts';
import {
  draftOf,
  formOf,
  hasSecond,
  problemsOf,
  type IndicatorForm,
  type ProblemField,
} from '../../indicators/indicator-form.ts';
import { ShownFields } from '../../indicators/shown-fields.tsx';
import { vocabularyOf } from '../../indicators/vocabulary.ts';
import { NameFields, WhatFields } from '../../indicators/what-fields.tsx';
import { WhomFields } from '../../indicators/whom-fields.tsx';
import type { IndicatorList } from '../../outputs.ts';
import type { Chosen } from '../outline/nodes.ts';
import { CodeProperty } from '../properties/fields.tsx';
import { Uses } from '../properties/uses.tsx';

/** Numbers that are half typed: the definition stays as it was until they are numbers. */
const numbers: readonly ProblemField[] = ['decimals', 'shareDecimals', 'most', 'floor', 'factor', 'step'];

/** One indicator of a draft: what it is called, counts and shows, with its reading in words. */
export function DraftedIndicator({
  parts,
  definition,
  list,
  isPublished,
  onChange,
  onChoose,
}: {
  readonly parts: DraftParts;
  readonly definition: IndicatorDefinition;
  readonly list: IndicatorList;
  readonly isPublished: boolean;
  readonly onChange: (definition: IndicatorDefinition) => void;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { t, i18n } = useTranslation(['designer', 'indicators']);
  const [held, setHeld] = useState({ form: formOf(definition), of: definition });
  // A step back, or a colleague, made another of it.
  const current = held.of === definition ? held : { form: formOf(definition), of: definition };
  if (current !== held) setHeld(current);
  const { form } = current;
  const vocabulary = useMemo(() => vocabularyOf(list), [list]);
  const problems = useMemo(() => problemsOf(form, vocabulary.elements), [form, vocabulary]);
  const change = (changed: Partial<IndicatorForm>): void => {
    // English is what the Chinese is, until it is written by itself.
    const isAlike = changed.labelZh !== undefined && form.labelEn === form.labelZh;
    const next = { ...form, ...changed, ...(isAlike ? { labelEn: changed.labelZh } : {}) };
    const found = problemsOf(next, vocabulary.elements);
    const isHalf = numbers.some((field) => found[field] !== undefined);
    const made = isHalf ? definition : { code: definition.code, ...draftOf(next) };
    setHeld({ form: next, of: made });
    if (!isHalf) onChange(made);
  };
  const fields: FieldsProps = { form, list, elements: vocabulary.elements, problems, change };
  const canRead =
    form.of.element !== '' && (!hasSecond(form.operator) || form.second.element !== '') && !problems.floor;
  return (
    <div className="form drafted-indicator">
      <CodeProperty
        label={t('designer:fields.code')}
        of={{ kind: 'indicator', owner: '', code: definition.code }}
        isLocked={isPublished}
      />
      <NameFields {...fields} />
      <h3>{t('indicators:parts.what')}</h3>
      <WhatFields {...fields} />
      <h3>{t('indicators:parts.whom')}</h3>
      <WhomFields {...fields} onGroups={null} />
      <h3>{t('indicators:parts.shown')}</h3>
      <ShownFields {...fields} />
      {canRead && (
        <p className="banner" role="note" aria-label={t('designer:indicators.reading')}>
          {readIndicator(draftOf(form), vocabulary, i18n)}
        </p>
      )}
      <Uses parts={parts} of={{ kind: 'indicator', owner: '', code: definition.code }} onChoose={onChoose} />
    </div>
  );
}
