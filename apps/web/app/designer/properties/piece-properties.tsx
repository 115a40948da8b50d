import {
  holdsElements,
  localize,
  type FormBlock,
  type FormDefinition,
  type FormSection,
  type Localized,
  type ProgrammePart,
  type UnitFilter,
} from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { UnitType } from '../../outputs.ts';
import {
  BothProperty,
  CheckProperty,
  ChoiceProperty,
  CodeProperty,
  type Properties,
  type PropertiesWithExpressions,
} from './fields.tsx';
import { unlessEmpty } from './both-languages.ts';
import { ElementBlockProperties } from './element-block-properties.tsx';
import { UnitFilterFields } from './unit-filter.tsx';
import { ConditionProperty } from './condition-property.tsx';

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

export function BlockProperties({
  item,
  chosen,
  change,
  problemAt,
  faultAt,
  isPublished,
}: PropertiesWithExpressions<FormBlock> & { readonly isPublished: boolean }) {
  const { t } = useTranslation('designer');
  if (holdsElements(item))
    return (
      <ElementBlockProperties
        item={item}
        chosen={chosen}
        change={change}
        problemAt={problemAt}
        isPublished={isPublished}
      />
    );
  const { register } = item;
  return (
    <>
      <BothProperty
        label={t('fields.label')}
        value={register.label}
        problem={problemAt(['register', 'label']) ?? problemAt(['register', 'columns'])}
        onChange={(label) => change(['register', 'label'], label)}
      />
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'asked', owner: '', code: register.code }}
        problem={problemAt(['register', 'code'])}
        isLocked={isPublished}
      />
      <BothProperty
        label={t('fields.hint')}
        value={register.hint ?? { zh: '', en: '' }}
        isLong
        problem={problemAt(['register', 'hint'])}
        onChange={(hint) => change(['register', 'hint'], unlessEmpty(hint))}
      />
      <div className="property-checks">
        <CheckProperty
          label={t('fields.registerRequired')}
          value={register.required}
          onChange={(required) => change(['register', 'required'], required)}
        />
        <CheckProperty
          label={t('fields.carriesOver')}
          value={register.carriesOver}
          isLocked={isPublished}
          onChange={(carriesOver) => change(['register', 'carriesOver'], carriesOver)}
        />
      </div>
      <ConditionProperty
        value={register.when}
        fault={faultAt(['register', 'when'])}
        onChange={(source) => change(['register', 'when'], source)}
      />
    </>
  );
}
