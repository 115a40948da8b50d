import {
  labelOfType,
  localize,
  matchesUnit,
  type FormDefinition,
  type UnitFilter,
  type UnitKind,
  type UnitTraits,
} from '@huibao/domain';
import { namedIn } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { UnitType } from '../outputs.ts';
import { useDraftCodes } from './draft-codes.ts';

/** Types of schools that a filter means. */
function typesAsked(filter: UnitFilter, types: readonly UnitType[]): readonly UnitType[] {
  const { schoolTypes, exceptSchoolTypes } = filter;
  const asked = {
    ...(schoolTypes ? { schoolTypes } : {}),
    ...(exceptSchoolTypes ? { exceptSchoolTypes } : {}),
  };
  const school = { kind: 'school', ownership: null, sectionCode: null } as const;
  return types.filter(({ code, isHeading }) => !isHeading && matchesUnit(asked, { ...school, schoolType: code }));
}

/** A unit that the form asks, as far as its own filter says. */
export function unitsFor({ appliesTo }: FormDefinition, types: readonly UnitType[]): UnitTraits {
  const [kind = 'school'] = appliesTo.kinds ?? [];
  const isSchool = kind === 'school';
  const type = typesAsked(appliesTo, types)[0]?.code ?? null;
  return {
    kind,
    schoolType: isSchool ? type : null,
    ownership: isSchool ? (appliesTo.ownership ?? 'public') : null,
    sectionCode: kind === 'section' ? (appliesTo.sectionCodes?.[0] ?? null) : null,
    ...(appliesTo.group === undefined ? {} : { groups: [appliesTo.group] }),
  };
}

/** As whom the form is looked at. */
export function TrialUnit({
  form,
  unit,
  unitTypes,
  onChange,
}: {
  readonly form: FormDefinition;
  readonly unit: UnitTraits;
  readonly unitTypes: readonly UnitType[];
  readonly onChange: (unit: UnitTraits) => void;
}) {
  const { t } = useTranslation(['designer', 'units']);
  const locale = useLocale();
  const kinds: readonly UnitKind[] = form.appliesTo.kinds ?? ['school', 'section'];
  const sections = form.appliesTo.sectionCodes ?? [];
  const named = namedIn(useDraftCodes().parts, 'section');
  const nameOfSection = (code: string): string => {
    const found = named.find((one) => one.code === code);
    return (found && localize(found.label, locale)) || code;
  };
  return (
    <>
      <label className="row">
        <span className="muted small">{t('designer:pane.as')}</span>
        {kinds.length > 1 && (
          <select
            className="select compact"
            aria-label={t('designer:fields.kinds')}
            value={unit.kind}
            onChange={(event) => {
              const kind = event.target.value as UnitKind;
              onChange(unitsFor({ ...form, appliesTo: { ...form.appliesTo, kinds: [kind] } }, unitTypes));
            }}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`designer:unitKinds.${kind}`)}
              </option>
            ))}
          </select>
        )}
        {unit.kind === 'school' && (
          <select
            className="select compact"
            aria-label={t('designer:fields.schoolType')}
            value={unit.schoolType ?? ''}
            onChange={(event) => onChange({ ...unit, schoolType: event.target.value })}
          >
            {typesAsked(form.appliesTo, unitTypes).map((type) => (
              <option key={type.code} value={type.code}>
                {localize(labelOfType(unitTypes, type.code), locale)}
              </option>
            ))}
          </select>
        )}
      </label>
      {unit.kind === 'school' && (
        <select
          className="select compact"
          aria-label={t('designer:fields.ownership')}
          value={unit.ownership ?? 'public'}
          onChange={(event) => onChange({ ...unit, ownership: event.target.value as 'public' | 'private' })}
        >
          <option value="public">{t('units:ownership.public')}</option>
          <option value="private">{t('units:ownership.private')}</option>
        </select>
      )}
      {unit.kind === 'section' && sections.length > 1 && (
        <select
          className="select compact"
          aria-label={t('designer:fields.sectionCodes')}
          value={unit.sectionCode ?? ''}
          onChange={(event) => onChange({ ...unit, sectionCode: event.target.value })}
        >
          {sections.map((code) => (
            <option key={code} value={code}>
              {nameOfSection(code)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
