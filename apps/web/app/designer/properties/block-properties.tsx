import { holdsElements, type FormBlock } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { BothProperty, CheckProperty, CodeProperty, type PropertiesWithExpressions } from './fields.tsx';
import { unlessEmpty } from './both-languages.ts';
import { ConditionProperty } from './condition-property.tsx';
import { ElementBlockProperties } from './element-block-properties.tsx';

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
