import { dateOf, type CalendarDay } from '../calendar/programme-calendar.ts';
import { canonicalJson } from '../canonical-json.ts';
import { placed, type DefinitionPath } from '../form/definition-issue.ts';
import type { Programme } from '../programme/definition.ts';
import { formRefusals, refuse } from './amend-forms.ts';
import { partsOfIndicators } from '../programme/parts.ts';
import { formFileName } from './form-file.ts';
import type { ProgrammePackage } from './package-files.ts';
import type { PackageRefusal } from './refusal.ts';

/** Any year: no day of a calendar depends on which. */
const someYear = 2025;

/**
 * What an amendment of a year that has begun may not do: it adds, rewords, relaxes and retires, and nothing else
 * (decision 9 on programmes). What codes mean is asked apart, by `comparePackages`.
 */
export function amendmentRefusals(
  { programme: published }: ProgrammePackage,
  { programme: offered }: ProgrammePackage,
): readonly PackageRefusal[] {
  return [
    ...formRefusals(published.forms, offered.forms, 'programme.json'),
    ...indicatorRefusals(published, offered),
    ...registerRefusals(published, offered),
    ...calendarRefusals(published, offered),
    ...chainRefusals(published, offered),
    ...partRefusals(published, offered),
  ];
}

/** Figures of a year are of one definition, whoever has which issue. */
function indicatorRefusals(published: Programme, offered: Programme): readonly PackageRefusal[] {
  const after = new Map(placed(offered.indicators, ['indicators']).map((one) => [one.item.code, one]));
  return published.indicators.flatMap((before) => {
    const { code } = before;
    const now = after.get(code);
    if (!now) return refuse('amendment.indicator_removed', 'indicators.json', ['indicators'], { code });
    const meaning = ({ operator, children, unit }: typeof before): string =>
      canonicalJson({ operator, children: children ?? null, unit: unit.zh });
    return meaning(before) === meaning(now.item)
      ? []
      : refuse('amendment.indicator_changed', 'indicators.json', now.path, { code });
  });
}

function registerRefusals(published: Programme, offered: Programme): readonly PackageRefusal[] {
  const kept = new Set(offered.sensitiveRegisters.map((register) => register.code));
  return published.sensitiveRegisters
    .filter(({ code }) => !kept.has(code))
    .flatMap(({ code }) => refuse('amendment.register_removed', 'registers.json', ['sensitiveRegisters'], { code }));
}

/** Who switched a part on goes on having it, and who didn't isn't asked more by its contents moving out of it. */
function partRefusals(published: Programme, offered: Programme): readonly PackageRefusal[] {
  const kept = new Set(offered.parts?.map(({ code }) => code));
  const file = 'programme.json';
  return [
    ...(published.parts ?? [])
      .filter(({ code }) => !kept.has(code))
      .flatMap(({ code }) => refuse('amendment.part_removed', file, ['parts'], { code })),
    ...placed(offered.forms, ['forms'])
      .filter(({ item }) => published.forms.some((form) => form.code === item.code && form.part !== item.part))
      .flatMap(({ item }) => refuse('amendment.part_changed', formFileName(item.code), ['part'], { code: item.code })),
    ...placed(offered.indicatorGroups, ['indicatorGroups'])
      .filter(({ item }) => published.indicatorGroups.some((one) => one.code === item.code && one.part !== item.part))
      .flatMap(({ item, path }) => refuse('amendment.part_changed', file, [...path, 'part'], { code: item.code })),
    ...movedIndicators(published, offered),
  ];
}

/** An indicator may stand under another heading, of the same part. */
function movedIndicators(published: Programme, offered: Programme): readonly PackageRefusal[] {
  const [was, is] = [partsOfIndicators(published), partsOfIndicators(offered)];
  return placed(offered.indicators, ['indicators'])
    .filter(({ item: { code } }) => was.has(code) && was.get(code) !== is.get(code))
    .flatMap(({ item: { code }, path }) =>
      refuse('amendment.part_changed', 'indicators.json', [...path, 'group'], { code }),
    );
}

/** Periods are those that collections were opened for; who was given a day still has it. */
function calendarRefusals({ calendar: before }: Programme, { calendar: after }: Programme): readonly PackageRefusal[] {
  const file = 'programme.json';
  const earlier = (was: CalendarDay, is: CalendarDay, path: DefinitionPath): readonly PackageRefusal[] =>
    dateOf(is, someYear) < dateOf(was, someYear)
      ? refuse('amendment.day_earlier', file, ['calendar', ...path], { day: is, before: was })
      : [];
  const isDivided = (periods: typeof before.periods): string =>
    canonicalJson(periods.map(({ code, starts }) => ({ code, starts })));
  if (isDivided(before.periods) !== isDivided(after.periods))
    return refuse('amendment.periods_changed', file, ['calendar', 'periods'], {});
  return [
    ...before.periods.flatMap((period, index) => {
      const now = after.periods[index];
      if (!now) return [];
      return [
        ...earlier(period.due, now.due, ['periods', index, 'due']),
        ...earlier(period.closes, now.closes, ['periods', index, 'closes']),
      ];
    }),
    ...earlier(before.reportDue, after.reportDue, ['reportDue']),
    ...earlier(before.publishDue, after.publishDue, ['publishDue']),
  ];
}

/** A report that is being signed has gone part of its way. */
function chainRefusals(published: Programme, offered: Programme): readonly PackageRefusal[] {
  const steps = ({ chain }: Programme): string =>
    canonicalJson(chain.map(({ code, role, issues }) => ({ code, role, issues })));
  return steps(published) === steps(offered) ? [] : refuse('amendment.chain_changed', 'programme.json', ['chain'], {});
}
