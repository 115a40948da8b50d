import {
  isNumeric,
  isWorkedOut,
  type DataElement,
  type ElementType,
  type FormDefinition,
  type UnitFilter,
} from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import type { UnitType } from '../../outputs.ts';
import {
  BothProperty,
  CheckProperty,
  ChoiceProperty,
  CodeProperty,
  TextProperty,
  type PropertiesWithExpressions,
} from './fields.tsx';
import { useDraftCodes } from '../draft-codes.ts';
import { nothingAside, ofType } from './of-type.ts';
import { unlessEmpty } from './both-languages.ts';
import { NamedProperty } from './named-property.tsx';
import { OptionList } from './option-list.tsx';
import { UnitFilterFields } from './unit-filter.tsx';
import { Breakdown } from './breakdown.tsx';
import { Heads } from './heads.tsx';
import { PrefillProperty } from './prefill-property.tsx';
import { TakenProperty } from './taken-property.tsx';
import { ConditionProperty } from './condition-property.tsx';
import { ExpressionField } from '../expression/expression-field.tsx';

const types: readonly ElementType[] = [
  'integer',
  'decimal',
  'percent',
  'money',
  'boolean',
  'choice',
  'date',
  'text',
  'narrative',
  'attachment',
];

interface Props extends PropertiesWithExpressions<DataElement> {
  readonly isColumn: boolean;
  /** It is broken down as its table says, and may stand under heads. */
  readonly isInGrid: boolean;
  /** It means what it meant: type, measure, stock or flow stay, options are only added. */
  readonly isPublished: boolean;
  readonly unitTypes: readonly UnitType[];
  /** Its code, as others name it. */
  readonly owner: string;
  /** The other forms of the programme, from which it may be taken. */
  readonly otherForms: readonly FormDefinition[];
  readonly onReplace: (element: DataElement) => void;
}

/** Everything that can be said of a question. */
export function ElementProperties(props: Props) {
  const { item, owner, isColumn, isInGrid, isPublished, unitTypes, change, problemAt, faultAt, onReplace } = props;
  const { t } = useTranslation('designer');
  const { aside } = useDraftCodes();
  const number = isNumeric(item.type);
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
        of={
          isColumn
            ? { kind: 'column', owner: owner.split('.')[0] ?? '', code: item.code }
            : { kind: 'asked', owner: '', code: item.code }
        }
        problem={problemAt(['code'])}
        isLocked={isPublished}
      />
      <ChoiceProperty
        label={t('fields.type')}
        value={item.type}
        options={types.map((type) => [type, t(`types.${type}`)] as const)}
        isLocked={isPublished}
        problem={problemAt(['type'])}
        onChange={(type) => {
          const [changed, rest] = ofType(item, type, aside.get(owner) ?? nothingAside);
          aside.set(owner, rest);
          onReplace(changed);
        }}
      />
      {number && (
        <BothProperty
          label={t('fields.unit')}
          value={item.unit ?? { zh: '', en: '' }}
          problem={problemAt(['unit'])}
          onChange={(unit) => change(['unit'], unlessEmpty(unit))}
        />
      )}
      {!['boolean', 'choice', 'date'].includes(item.type) && (
        <ChoiceProperty
          label={t('fields.flow')}
          value={item.flow}
          options={[
            ['flow', t('flows.flow')],
            ['stock', t('flows.stock')],
          ]}
          isLocked={isPublished}
          problem={problemAt(['flow'])}
          onChange={(flow) => change(['flow'], flow)}
        />
      )}
      <div className="property-checks">
        <CheckProperty
          label={t('fields.required')}
          value={item.required}
          onChange={(required) => change(['required'], required)}
        />
        {item.type === 'integer' && (
          <CheckProperty
            label={t('fields.countsPersons')}
            value={item.countsPersons === true}
            onChange={(is) => change(['countsPersons'], is || undefined)}
          />
        )}
        <CheckProperty
          label={t('fields.isPersonal')}
          value={item.isPersonal === true}
          onChange={(is) => change(['isPersonal'], is || undefined)}
        />
      </div>
      <Limits {...props} />
      {item.type === 'choice' && (
        <OptionList
          label={t('fields.options')}
          of={{ kind: 'option', owner }}
          options={item.options ?? []}
          locked={isPublished ? (item.options?.length ?? 0) : 0}
          problem={problemAt(['options'])}
          onChange={(options) => change(['options'], options)}
        />
      )}
      {isInGrid && <Heads {...props} />}
      {!isColumn && !isInGrid && <Breakdown {...props} />}
      {isColumn ? (
        <ConditionProperty
          value={item.when}
          fault={faultAt(['when'])}
          isOfColumn
          onChange={(source) => change(['when'], source)}
        />
      ) : (
        <Source {...props} />
      )}
      <BothProperty
        label={t('fields.hint')}
        value={item.hint ?? { zh: '', en: '' }}
        problem={problemAt(['hint'])}
        isLong
        onChange={(hint) => change(['hint'], unlessEmpty(hint))}
      />
      <OptionList
        label={t('fields.notApplicable')}
        of={{ kind: 'reason', owner }}
        add={t('options.addReason')}
        options={item.notApplicable ?? []}
        locked={0}
        problem={problemAt(['notApplicable'])}
        onChange={(reasons) => change(['notApplicable'], reasons.length > 0 ? reasons : undefined)}
      />
      <UnitFilterFields
        filter={item.appliesTo ?? {}}
        unitTypes={unitTypes}
        onChange={(filter: UnitFilter, along) =>
          change(['appliesTo'], Object.keys(filter).length > 0 ? filter : undefined, along)
        }
      />
    </>
  );
}

function Limits({ item, change, problemAt }: Props) {
  const { t } = useTranslation('designer');
  const number = isNumeric(item.type);
  if (!number && item.type !== 'date') return null;
  return (
    <>
      {(['min', 'max'] as const).map((key) => (
        <TextProperty
          key={key}
          label={t(`fields.${key}`)}
          value={item[key] ?? ''}
          problem={problemAt([key])}
          placeholder={t('fields.none')}
          onChange={(limit) => change([key], limit.trim() === '' ? undefined : limit.trim())}
        />
      ))}
      {number && item.type !== 'integer' && (
        <ChoiceProperty
          label={t('fields.decimals')}
          value={String(item.decimals ?? '')}
          options={[
            ['', t('fields.asUsual')],
            ...[0, 1, 2, 3, 4, 5, 6].map((one) => [String(one), String(one)] as const),
          ]}
          problem={problemAt(['decimals'])}
          onChange={(decimals) => change(['decimals'], decimals === '' ? undefined : Number(decimals))}
        />
      )}
    </>
  );
}

/** Where a locked cell has its value from. */
function Source({ item, isPublished, otherForms, change, problemAt, faultAt, onReplace }: Props) {
  const { t } = useTranslation('designer');
  return (
    <>
      {!['narrative', 'attachment'].includes(item.type) && (
        <ExpressionField
          label={t('fields.calculated')}
          kind="calculated"
          value={item.calculated ?? ''}
          fault={faultAt(['calculated'])}
          placeholder={t('fields.calculatedHint')}
          onChange={(source) => change(['calculated'], source === '' ? undefined : source)}
        />
      )}
      {otherForms.length > 0 && (
        <TakenProperty
          item={item}
          forms={otherForms}
          problem={problemAt(['takenFrom'])}
          isLocked={isPublished}
          onReplace={onReplace}
        />
      )}
      {(item.prefilledFrom !== undefined || (!isWorkedOut(item) && item.type !== 'attachment')) && (
        <PrefillProperty
          item={item}
          problem={problemAt(['prefilledFrom'])}
          onChange={(source) => change(['prefilledFrom'], source)}
        />
      )}
      <ConditionProperty value={item.when} fault={faultAt(['when'])} onChange={(source) => change(['when'], source)} />
      {item.type === 'integer' && (
        <NamedProperty
          label={t('fields.fromSensitiveRegister')}
          kind="sensitiveRegister"
          value={item.fromSensitiveRegister}
          none={t('fields.nothing')}
          problem={problemAt(['fromSensitiveRegister'])}
          onChoose={(code, along) => change(['fromSensitiveRegister'], code, along)}
        />
      )}
    </>
  );
}
