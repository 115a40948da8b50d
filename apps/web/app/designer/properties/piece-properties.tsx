import {
  localize,
  type FormDefinition,
  type FormSection,
  type Localized,
  type ProgrammePart,
  type UnitFilter,
} from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { UnitType } from '../../outputs.ts';
import { BothProperty, ChoiceProperty, CodeProperty, type Properties } from './fields.tsx';
import { UnitFilterFields } from './unit-filter.tsx';

export function FormProperties({
  item,
  change,
  problemAt,
  unitTypes,
  parts,
  isPublished,
}: Properties<FormDefinition> & {
  readonly unitTypes: readonly UnitType[];
  /** Parts of the programme, with one of which it may be asked. */
  readonly parts: readonly ProgrammePart[];
  readonly isPublished: boolean;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  return (
    <>
      <BothProperty
        label={t('fields.title')}
        value={item.title}
        problem={problemAt(['title'])}
        onChange={(title) => change([], titled(item, title))}
      />
      {(['number', 'shortTitle'] as const).map((key) => (
        <BothProperty
          key={key}
          label={t(`fields.${key}`)}
          value={item[key]}
          problem={problemAt([key])}
          onChange={(text) => change([key], text)}
        />
      ))}
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'form', owner: '', code: item.code }}
        problem={problemAt(['code'])}
        isLocked={isPublished}
      />
      <BothProperty
        label={t('fields.instructions')}
        value={item.instructions}
        problem={problemAt(['instructions'])}
        isLong
        onChange={(text) => change(['instructions'], text)}
      />
      {(parts.length > 0 || item.part !== undefined) && (
        <ChoiceProperty
          label={t('fields.part')}
          value={item.part ?? ''}
          options={[
            ['', t('fields.partNone')],
            ...parts.map(({ code, label }) => [code, localize(label, locale)] as const),
          ]}
          isLocked={isPublished}
          problem={problemAt(['part'])}
          onChange={(part) => change(['part'], part === '' ? undefined : part)}
        />
      )}
      <UnitFilterFields
        filter={item.appliesTo}
        unitTypes={unitTypes}
        isForm
        onChange={(filter: UnitFilter, along) => change(['appliesTo'], filter, along)}
      />
    </>
  );
}

/** What a form is called for short, and how it is filled in, are its title until they are written by themselves. */
function titled(form: FormDefinition, title: Localized): FormDefinition {
  const follow = (text: Localized): Localized =>
    text.zh === form.title.zh && text.en === form.title.en ? title : text;
  return { ...form, title, shortTitle: follow(form.shortTitle), instructions: follow(form.instructions) };
}

export function SectionProperties({ item, chosen, change, problemAt }: Properties<FormSection>) {
  const { t } = useTranslation('designer');
  return (
    <>
      <BothProperty
        label={t('fields.title')}
        value={item.title}
        problem={problemAt(['title'])}
        onChange={(title) => change(['title'], title)}
      />
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'formSection', owner: chosen.part, code: item.code }}
        problem={problemAt(['code'])}
      />
    </>
  );
}
