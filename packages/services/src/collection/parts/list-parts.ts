import {
  cellsAsked,
  isOn,
  labelOfType,
  mostPeriods,
  partsOfIndicators,
  templateWithout,
  type FormDefinition,
  type Localized,
  type ProgrammePart,
  type UnitTraits,
  type UnitType,
} from '@huibao/domain';
import { editionInput } from '../../forms/edition-address.ts';
import { getEdition, requireNewestEdition, type Edition } from '../../forms/edition.repository.ts';
import { readSwitches } from '../../forms/switched-part.repository.ts';
import { listUnitTypes } from '../../forms/unit-type.repository.ts';
import { listUnits, type Unit } from '../../identity/unit.repository.ts';
import { defineQuery } from '../../use-case.ts';
import { z } from 'zod';
import { sectionsAsked, type NamedForm } from '../asked-of-the-bureau.ts';
import { readUnitsAsAsked, type UnitsAsAsked } from '../asked-units.repository.ts';
import { askedBy } from '../whom-a-form-asks.ts';

/** What a part asks of units that are alike, or of one section. */
export interface AskedAlike extends Pick<UnitTraits, 'kind' | 'schoolType' | 'ownership'> {
  /** A type of school, or a section's own name. */
  readonly label: Localized;
  readonly units: number;
  /** Of each of them, in a period. */
  readonly cells: number;
}

/** A part of a programme, with all that there is to know before it is switched on. */
export interface ListedPart extends ProgrammePart {
  readonly isOn: boolean;
  readonly forms: readonly NamedForm[];
  readonly asked: readonly AskedAlike[];
  /** How many units it asks, and how many cells of all of them, in a period. */
  readonly units: number;
  readonly cells: number;
  /** Duties that no section of the bureau's answers for. */
  readonly unanswered: readonly Localized[];
  /** What it adds to the figures, and headings of the report's sections in which it has sentences. */
  readonly indicators: number;
  readonly sections: readonly string[];
}

/** The parts of a year's programme as the bureau may switch them, in the order in which the programme has them. */
export const listParts = defineQuery({
  permission: 'collection.read',
  input: z.object(editionInput),
  async run({ trx, actor }, address) {
    const edition = await requireNewestEdition(trx, actor, address);
    const { parts: _, ...whole } = edition;
    const on = new Set(edition.parts);
    const { carriedFrom } = await readSwitches(trx, actor.tenantId, edition);
    const all = await getEdition(trx, {
      ownerTenantId: whole.ownerTenantId,
      id: whole.id,
      issueNo: whole.issueNo,
      additions: whole.additions ?? [],
    });
    const units = (await listUnits(trx, actor.tenantId)).filter((unit) => unit.closesOn === null);
    const asAsked = await readUnitsAsAsked(trx, actor.tenantId);
    const types = await listUnitTypes(trx, actor);
    const { title, year, calendar } = all;
    return {
      title,
      year,
      /** The year whose switches stand until this one is begun; null of one that has its own, or of none before. */
      carriedFrom: on.size > 0 ? carriedFrom : null,
      periods: Math.min(calendar.periods.length, mostPeriods),
      parts: all.programmeParts.map((part): ListedPart => listed(part, { on, all, units, asAsked, types })),
    };
  },
});

interface Known {
  readonly on: ReadonlySet<string>;
  readonly all: Edition;
  readonly units: readonly Unit[];
  readonly asAsked: UnitsAsAsked;
  readonly types: readonly UnitType[];
}

function listed(part: ProgrammePart, { on, all, units, asAsked, types }: Known): ListedPart {
  const forms = all.forms.filter((form) => form.definition.part === part.code && !form.isRetired);
  const asked = units.flatMap((unit) =>
    askedOf(
      forms.map(({ definition }) => definition),
      unit,
      asAsked,
    ),
  );
  const partOf = partsOfIndicators(all);
  const own = all.indicators.filter(({ code }) => partOf.get(code) === part.code);
  return {
    ...part,
    isOn: isOn({ part: part.code }, on),
    forms: forms.map(({ definition: { code, number, title } }) => ({ code, number, title })),
    asked: alike(asked, types),
    units: asked.length,
    cells: asked.reduce((sum, { cells }) => sum + cells, 0),
    unanswered: sectionsAsked({ ...all, forms }, units, asAsked)
      .filter(({ unitIds }) => unitIds.length === 0)
      .map(({ label }) => label),
    indicators: own.length,
    sections: sectionsPrinting(all, new Set(own.map(({ code }) => code))),
  };
}

interface AskedUnit {
  readonly unit: Unit;
  readonly cells: number;
}

/** Nothing where none of the forms asks it. */
function askedOf(forms: readonly FormDefinition[], unit: Unit, asAsked: UnitsAsAsked): readonly AskedUnit[] {
  const asking = forms.flatMap((form) => {
    const asked = askedBy(form.appliesTo, unit, asAsked);
    return asked ? [cellsAsked(form, { ...unit, askedAs: asked.askedAs })] : [];
  });
  return asking.length === 0 ? [] : [{ unit, cells: asking.reduce((sum, cells) => sum + cells, 0) }];
}

/** Schools of a kind are asked the same, but for what asks a group; of sections each is named. */
function alike(asked: readonly AskedUnit[], types: readonly UnitType[]): readonly AskedAlike[] {
  const keyOf = ({ unit, cells }: AskedUnit): string =>
    unit.kind === 'section' ? `section ${unit.id}` : [unit.schoolType, unit.ownership, cells].join(' ');
  return [...Map.groupBy(asked, keyOf).values()].flatMap((group): readonly AskedAlike[] => {
    const [first] = group;
    if (!first) return [];
    const { kind, schoolType, ownership, name } = first.unit;
    const label = schoolType === null ? { zh: name, en: name } : labelOfType(types, schoolType);
    return [{ kind, schoolType, ownership, label, units: group.length, cells: first.cells }];
  });
}

/** Those that lose words without these figures. */
function sectionsPrinting({ template }: Edition, indicators: ReadonlySet<string>): readonly string[] {
  const without = templateWithout(template, indicators);
  return template.sections
    .filter((section, place) => without.sections[place] !== section)
    .map(({ heading }) => heading);
}
