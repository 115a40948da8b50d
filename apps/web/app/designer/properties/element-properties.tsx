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
import { unlessEmpty } from './both-languages.ts';
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
  /** Registers that stay with their unit, by code. */
  readonly sensitiveRegisters: readonly string[];
  /** The other forms of the programme, from which it may be taken. */
  readonly otherForms: readonly FormDefinition[];
  /** Codes that something else has. */
  readonly taken: () => ReadonlySet<string>;
  readonly onRename: (code: string) => void;
  readonly onReplace: (element: DataElement) => void;
}

/** Everything that can be said of a question. */
export function ElementProperties(props: Props) {
  const { item, isColumn, isInGrid, isPublished, unitTypes, change, problemAt, faultAt, taken, onRename, onReplace } =
    props;
  const { t } = useTranslation('designer');
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
        value={item.code}
        problem={problemAt(['code'])}
        isLocked={isPublished}
        taken={taken}
        onPut={onRename}
      />
      <ChoiceProperty
        label={t('fields.type')}
        value={item.type}
        options={types.map((type) => [type, t(`types.${type}`)] as const)}
        isLocked={isPublished}
        problem={problemAt(['type'])}
        onChange={(type) => onReplace(ofType(item, type))}
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
        options={item.notApplicable ?? []}
        locked={0}
        problem={problemAt(['notApplicable'])}
        onChange={(reasons) => change(['notApplicable'], reasons.length > 0 ? reasons : undefined)}
      />
      <UnitFilterFields
        filter={item.appliesTo ?? {}}
        unitTypes={unitTypes}
        onChange={(filter: UnitFilter) => change(['appliesTo'], Object.keys(filter).length > 0 ? filter : undefined)}
      />
    </>
  );
}

/** What doesn't go with the new type goes with the old one. */
function ofType(element: DataElement, type: ElementType): DataElement {
  const { unit, options, dimension, crossedBy, min, max, decimals, countsPersons, ...rest } = element;
  const number = isNumeric(type);
  return {
    ...rest,
    type,
    flow: ['boolean', 'choice', 'date'].includes(type) ? 'stock' : element.flow,
    ...(number && unit ? { unit } : {}),
    ...(type === 'choice' ? { options: options ?? [] } : {}),
    ...((number || type === 'boolean') && dimension ? { dimension } : {}),
    ...((number || type === 'boolean') && crossedBy ? { crossedBy } : {}),
    ...(number && isNumeric(element.type) && min !== undefined ? { min } : {}),
    ...(number && isNumeric(element.type) && max !== undefined ? { max } : {}),
    ...(number && type !== 'integer' && decimals !== undefined ? { decimals } : {}),
    ...(type === 'integer' && countsPersons ? { countsPersons } : {}),
  };
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
function Source({ item, isPublished, sensitiveRegisters, otherForms, change, problemAt, faultAt, onReplace }: Props) {
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
          value={item.prefilledFrom}
          problem={problemAt(['prefilledFrom'])}
          onChange={(source) => change(['prefilledFrom'], source)}
        />
      )}
      <ConditionProperty value={item.when} fault={faultAt(['when'])} onChange={(source) => change(['when'], source)} />
      {item.type === 'integer' && sensitiveRegisters.length > 0 && (
        <ChoiceProperty
          label={t('fields.fromSensitiveRegister')}
          value={item.fromSensitiveRegister ?? ''}
          options={[['', t('fields.nothing')], ...sensitiveRegisters.map((code) => [code, code] as const)]}
          problem={problemAt(['fromSensitiveRegister'])}
          onChange={(code) => change(['fromSensitiveRegister'], code === '' ? undefined : code)}
        />
      )}
    </>
  );
}
