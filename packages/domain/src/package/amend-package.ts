import { dateOf, type CalendarDay } from '../calendar/programme-calendar.ts';
import { canonicalJson } from '../canonical-json.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { placed, type DefinitionPath, type Placed } from '../form/definition-issue.ts';
import {
  columnCode,
  isNumeric,
  registersOf,
  withRetired,
  type DataElement,
  type FormDefinition,
  type Register,
} from '../form/definition.ts';
import { placedElements, placedRegisters } from '../form/meaning.ts';
import { isWidened } from '../org-unit.ts';
import type { Programme } from '../programme/definition.ts';
import { formFileName, type ProgrammePackage } from './package-files.ts';
import { pathOf, type PackageRefusal } from './refusal.ts';

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
    ...formRefusals(published, offered),
    ...indicatorRefusals(published, offered),
    ...registerRefusals(published, offered),
    ...calendarRefusals(published, offered),
    ...chainRefusals(published, offered),
  ];
}

type Found = Extract<PackageRefusal['code'], `amendment.${string}`>;

function refuse(
  code: Found,
  file: string,
  path: DefinitionPath,
  params: PackageRefusal['params'],
): readonly PackageRefusal[] {
  return [{ code, file, path: pathOf(path), params }];
}

function formRefusals(published: Programme, offered: Programme): readonly PackageRefusal[] {
  const homes = homesOf(offered);
  return published.forms.flatMap((before) => {
    const after = offered.forms.find((form) => form.code === before.code);
    if (!after) return refuse('amendment.form_removed', 'programme.json', ['forms'], { code: before.code });
    const file = formFileName(after.code);
    return [
      ...(isWidened(before.appliesTo, after.appliesTo)
        ? []
        : refuse('amendment.form_narrowed', file, ['appliesTo'], { code: after.code })),
      ...goneRefusals(before, after, homes),
      ...placedElements(after).flatMap(({ item, path }) =>
        elementRefusals(elementOf(before, item.code), { item, path }, file, item.code),
      ),
      ...placedRegisters(after).flatMap((register) => keptRegisterRefusals(before, register, file)),
      ...ruleRefusals(before, after),
    ];
  });
}

/** What isn't asked any more is retired, and stays known; nor does anything go to another form. */
function goneRefusals(
  before: FormDefinition,
  after: FormDefinition,
  homes: ReadonlyMap<string, string>,
): readonly PackageRefusal[] {
  const known = codesOf(after);
  return [...codesOf(before)]
    .filter((code) => !known.has(code))
    .flatMap((code) => {
      const home = homes.get(code);
      return home === undefined
        ? refuse('amendment.element_removed', formFileName(after.code), ['sections'], { code })
        : refuse('amendment.element_moved', formFileName(home), ['sections'], { code, form: before.code });
    });
}

function homesOf({ forms }: Programme): ReadonlyMap<string, string> {
  return new Map(forms.flatMap((form) => [...codesOf(form)].map((code) => [code, form.code] as const)));
}

/** Elements, registers and their columns, asked or retired. */
function codesOf(form: FormDefinition): ReadonlySet<string> {
  const all = withRetired(form);
  return new Set([
    ...placedElements(all).map(({ item }) => item.code),
    ...registersOf(all).flatMap((register) => [
      register.code,
      ...register.columns.map((column) => columnCode(register, column)),
    ]),
  ]);
}

/** As it was asked, or, of what comes back, as it was when it was retired. */
function elementOf(form: FormDefinition, code: string): DataElement | undefined {
  return placedElements(withRetired(form)).find(({ item }) => item.code === code)?.item;
}

function keptRegisterRefusals(
  before: FormDefinition,
  { item: register, path }: Placed<Register>,
  file: string,
): readonly PackageRefusal[] {
  const old = registersOf(withRetired(before)).filter((one) => one.code === register.code);
  if (old.length === 0) return [];
  const columns = old.flatMap((one) => one.columns);
  return [
    ...(register.required && old.every((one) => !one.required)
      ? refuse('amendment.element_tightened', file, [...path, 'required'], { code: register.code })
      : []),
    ...placed(register.columns, [...path, 'columns']).flatMap((column) =>
      elementRefusals(
        columns.find((one) => one.code === column.item.code),
        column,
        file,
        columnCode(register, column.item),
      ),
    ),
  ];
}

/** What is already asked asks for no more than it did, and comes about as it did. */
function elementRefusals(
  before: DataElement | undefined,
  { item: after, path }: Placed<DataElement>,
  file: string,
  code: string,
): readonly PackageRefusal[] {
  if (!before) return [];
  const tightened = (key: string): readonly PackageRefusal[] =>
    refuse('amendment.element_tightened', file, [...path, key], { code });
  const changed = (key: string): readonly PackageRefusal[] =>
    refuse('amendment.element_changed', file, [...path, key], { code });
  const reasons = new Set(after.notApplicable?.map((reason) => reason.code));
  return [
    ...(after.required && !before.required ? tightened('required') : []),
    ...(isFurtherIn(before.min, after.min, after, 1) ? tightened('min') : []),
    ...(isFurtherIn(before.max, after.max, after, -1) ? tightened('max') : []),
    ...((after.decimals ?? 0) < (before.decimals ?? 0) ? tightened('decimals') : []),
    ...(before.notApplicable?.some((reason) => !reasons.has(reason.code)) ? tightened('notApplicable') : []),
    ...(before.calculated === after.calculated ? [] : changed('calculated')),
    ...(before.fromSensitiveRegister === after.fromSensitiveRegister ? [] : changed('fromSensitiveRegister')),
    // What was told in confidence stays so.
    ...(before.countsPersons === true && after.countsPersons !== true ? changed('countsPersons') : []),
    ...(before.isPersonal === true && after.isPersonal !== true ? changed('isPersonal') : []),
  ];
}

/** Whether a limit excludes what the one before let pass: 1 of a lower limit, −1 of an upper one. */
function isFurtherIn(
  before: string | undefined,
  after: string | undefined,
  { type }: DataElement,
  direction: 1 | -1,
): boolean {
  if (after === undefined || after === before) return false;
  if (before === undefined) return true;
  const order = isNumeric(type) ? new ExactDecimal(after).comparedTo(before) : after < before ? -1 : 1;
  return order === direction;
}

/** A rule says what it said, for it was answered; one that says something else has a code of its own. */
function ruleRefusals(before: FormDefinition, after: FormDefinition): readonly PackageRefusal[] {
  const file = formFileName(after.code);
  return placed(after.rules, ['rules']).flatMap(({ item: rule, path }) => {
    const old = before.rules.find((one) => one.code === rule.code);
    if (!old) return [];
    const saying = ({ expression, missing, perOption }: typeof rule): string =>
      canonicalJson({ expression, missing: missing ?? 'skip_any', perOption: perOption ?? false });
    return [
      ...(saying(old) === saying(rule)
        ? []
        : refuse('amendment.rule_changed', file, [...path, 'expression'], { code: rule.code })),
      ...(old.severity === 'warning' && rule.severity === 'error'
        ? refuse('amendment.rule_tightened', file, [...path, 'severity'], { code: rule.code })
        : []),
    ];
  });
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
