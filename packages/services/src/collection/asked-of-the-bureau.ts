import type { Localized, NamedUnits } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { UnitsAsAsked } from './asked-units.repository.ts';
import { isOpenIn, type AssignableUnit } from './whom-a-form-asks.ts';

/** A form, as a list names it. */
export interface NamedForm {
  readonly code: string;
  readonly number: Localized;
  readonly title: Localized;
}

/** A section that forms ask for by a code, and who of the bureau's answers for it. */
export interface AskedSection extends NamedUnits {
  readonly forms: readonly NamedForm[];
  /** Its own code is the one asked for, or the bureau said so. Nobody: the forms are asked of nobody. */
  readonly unitIds: readonly number[];
  /** Whether the bureau said so. */
  readonly isMapped: boolean;
}

/** A group that forms ask for by a code. */
export interface AskedGroup extends NamedUnits {
  readonly forms: readonly NamedForm[];
  /** The bureau's own name for it; null where it has no such group. */
  readonly name: string | null;
  readonly members: number;
}

const everyDay = { startsOn: '0001-01-01', endsOn: '9999-12-31' };

export function sectionsAsked(
  edition: Edition,
  units: readonly AssignableUnit[],
  { answers }: UnitsAsAsked,
  days: { readonly startsOn: string; readonly endsOn: string } = everyDay,
): readonly AskedSection[] {
  const open = units.filter((unit) => unit.kind === 'section' && isOpenIn(unit, days));
  return byCode(edition, ({ sectionCodes }) => sectionCodes ?? []).map(({ code, forms }) => {
    const mapped = answers.get(code);
    const answering = open.filter((unit) => (mapped === undefined ? unit.sectionCode === code : unit.id === mapped));
    return {
      code,
      label: labelOf(edition.sections, code),
      forms,
      unitIds: answering.map((unit) => unit.id),
      isMapped: mapped !== undefined,
    };
  });
}

export function groupsAsked(
  edition: Edition,
  { groups }: UnitsAsAsked,
  names: ReadonlyMap<string, string>,
): readonly AskedGroup[] {
  return byCode(edition, ({ group }) => (group === undefined ? [] : [group])).map(({ code, forms }) => ({
    code,
    label: labelOf(edition.unitGroups, code),
    forms,
    name: names.get(code) ?? null,
    members: [...groups.values()].filter((of) => of.includes(code)).length,
  }));
}

function byCode(
  edition: Edition,
  codesOf: (filter: Edition['forms'][number]['definition']['appliesTo']) => readonly string[],
): readonly { readonly code: string; readonly forms: readonly NamedForm[] }[] {
  const asked = edition.forms.flatMap(({ definition: { code: form, number, title, appliesTo } }) =>
    codesOf(appliesTo).map((code) => ({ code, form: { code: form, number, title } })),
  );
  return [...Map.groupBy(asked, ({ code }) => code)].map(([code, of]) => ({ code, forms: of.map(({ form }) => form) }));
}

function labelOf(named: readonly NamedUnits[], code: string): Localized {
  return named.find((one) => one.code === code)?.label ?? { zh: code, en: code };
}
