import { labelOfType, localize, type UnitFilter, type UnitKind } from '@huibao/domain';
import type { DraftParts } from '@huibao/domain/designing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { UnitType } from '../../outputs.ts';
import { ChoiceProperty } from './fields.tsx';
import { NamedChecks, NamedProperty } from './named-property.tsx';

const kinds: readonly UnitKind[] = ['school', 'section', 'bureau', 'root'];
const modes = ['all', 'only', 'except'] as const;

/** Who is asked. Of what asks everybody nothing is kept, unless it has to be. */
export function UnitFilterFields({
  filter,
  unitTypes,
  isForm = false,
  onChange,
}: {
  readonly filter: UnitFilter;
  readonly unitTypes: readonly UnitType[];
  /** A whole form may ask for a group and for kinds of units; a part of it asks some of these. */
  readonly isForm?: boolean;
  /** What is named for it is of the same step. */
  readonly onChange: (filter: UnitFilter, along?: DraftParts) => void;
}) {
  const { t } = useTranslation(['designer', 'units']);
  const locale = useLocale();
  const said = filter.schoolTypes ? 'only' : filter.exceptSchoolTypes ? 'except' : null;
  // Which types isn't said yet: until one is, everybody is asked.
  const [wanted, setWanted] = useState<(typeof modes)[number]>(said ?? 'all');
  const mode = said ?? wanted;
  const types = filter.schoolTypes ?? filter.exceptSchoolTypes ?? [];
  // Whoever comes through “all” on the way to “except” has ticked these already.
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { schoolTypes: _only, exceptSchoolTypes: _except, ...others } = filter;
  const withTypes = (how: (typeof modes)[number], list: readonly string[]): UnitFilter =>
    how === 'all' || list.length === 0
      ? others
      : { ...others, ...(how === 'only' ? { schoolTypes: list } : { exceptSchoolTypes: list }) };
  const without = (key: keyof UnitFilter): UnitFilter => {
    const { [key]: _gone, ...rest } = filter;
    return rest;
  };
  return (
    <>
      {isForm && (
        <ChoiceProperty
          label={t('designer:fields.kinds')}
          value={filter.kinds?.[0] ?? ''}
          options={[
            ['', t('designer:filter.everybody')],
            ...kinds.map((kind) => [kind, t(`designer:unitKinds.${kind}`)] as const),
          ]}
          onChange={(kind) => onChange(kind === '' ? without('kinds') : { ...filter, kinds: [kind] })}
        />
      )}
      <ChoiceProperty
        label={t('designer:fields.ownership')}
        value={filter.ownership ?? ''}
        options={[
          ['', t('designer:filter.anyOwnership')],
          ['public', t('units:ownership.public')],
          ['private', t('units:ownership.private')],
        ]}
        onChange={(ownership) => onChange(ownership === '' ? without('ownership') : { ...filter, ownership })}
      />
      <ChoiceProperty
        label={t('designer:fields.schoolType')}
        value={mode}
        options={modes.map((one) => [one, t(`designer:filter.${one}`)] as const)}
        onChange={(how) => {
          setWanted(how);
          setTicked(types.length > 0 ? types : ticked);
          onChange(withTypes(how, types.length > 0 ? types : ticked));
        }}
      />
      {mode !== 'all' && (
        <fieldset className="type-list">
          <legend className="visually-hidden">{t('designer:fields.schoolType')}</legend>
          {unitTypes.map(({ code, isHeading }) => (
            <label key={code} className={isHeading ? 'check heading' : 'check'}>
              <input
                type="checkbox"
                checked={types.includes(code)}
                onChange={(event) =>
                  onChange(
                    withTypes(mode, event.target.checked ? [...types, code] : types.filter((one) => one !== code)),
                  )
                }
              />
              {localize(labelOfType(unitTypes, code), locale)}
            </label>
          ))}
        </fieldset>
      )}
      {(filter.sectionCodes !== undefined || filter.kinds?.[0] === 'section') && (
        <NamedChecks
          label={t('designer:fields.sectionCodes')}
          kind="section"
          values={filter.sectionCodes ?? []}
          onChoose={(codes, along) =>
            onChange(codes.length > 0 ? { ...filter, sectionCodes: codes } : without('sectionCodes'), along)
          }
        />
      )}
      {isForm && (
        <NamedProperty
          label={t('designer:fields.group')}
          kind="unitGroup"
          value={filter.group}
          none={t('designer:filter.noGroup')}
          problem={undefined}
          onChoose={(group, along) => onChange(group === undefined ? without('group') : { ...filter, group }, along)}
        />
      )}
    </>
  );
}
