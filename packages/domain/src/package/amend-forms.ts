import { canonicalJson } from '../canonical-json.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { cellOptionsOf } from '../form/breakdown.ts';
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
import { placedElements, placedRegisters } from '../form/placed-parts.ts';
import { isWidened } from '../org-unit.ts';
import { formFileName } from './form-file.ts';
import { pathOf, type PackageRefusal } from './refusal.ts';

type Found = Extract<PackageRefusal['code'], `amendment.${string}`>;

export function refuse(
  code: Found,
  file: string,
  path: DefinitionPath,
  params: PackageRefusal['params'],
): readonly PackageRefusal[] {
  return [{ code, file, path: pathOf(path), params }];
}

/**
 * What a newer issue of a year may not do to forms that an older one asks, be they a programme's or a level's own: it
 * adds, rewords, relaxes and retires, and nothing else (decision 9 on programmes).
 *
 * @param head the file that lists the forms
 */
export function formRefusals(
  published: readonly FormDefinition[],
  offered: readonly FormDefinition[],
  head: 'programme.json' | 'additions.json',
): readonly PackageRefusal[] {
  const homes = homesOf(offered);
  return published.flatMap((before) => {
    const after = offered.find((form) => form.code === before.code);
    if (!after) return refuse('amendment.form_removed', head, ['forms'], { code: before.code });
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

function homesOf(forms: readonly FormDefinition[]): ReadonlyMap<string, string> {
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
    ...(old.some(({ when }) => when !== undefined && when !== register.when)
      ? refuse('amendment.element_changed', file, [...path, 'when'], { code: register.code })
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
    ...(isFixedAlike(before, after) ? [] : changed('dimension')),
    // Whoever was asked may be spared, and nobody else is asked.
    ...(before.when === undefined || before.when === after.when ? [] : changed('when')),
    ...(before.fromSensitiveRegister === after.fromSensitiveRegister ? [] : changed('fromSensitiveRegister')),
    // What was told in confidence stays so.
    ...(before.countsPersons === true && after.countsPersons !== true ? changed('countsPersons') : []),
    ...(before.isPersonal === true && after.isPersonal !== true ? changed('isPersonal') : []),
  ];
}

/** What nobody types stays so, and comes to the same. */
function isFixedAlike(before: DataElement, after: DataElement): boolean {
  const fixed = new Map((cellOptionsOf(after) ?? []).map((option) => [option.code, option.fixed]));
  return (cellOptionsOf(before) ?? []).every((option) => fixed.get(option.code) === option.fixed);
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
      ...(new ExactDecimal(rule.tolerance ?? '0').lessThan(old.tolerance ?? '0')
        ? refuse('amendment.tolerance_narrowed', file, [...path, 'tolerance'], { code: rule.code })
        : []),
    ];
  });
}
