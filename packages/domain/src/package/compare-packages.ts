import { canonicalJson } from '../canonical-json.ts';
import { holdsElements, isRetiredForm } from '../form/definition.ts';
import { placedElements, placedRegisters, placedRetired } from '../form/placed-parts.ts';
import type { Localized } from '../localized.ts';
import type { Programme } from '../programme/definition.ts';
import { elementMeanings, meaningRefusals, missing, type ElementMeaning } from './element-meaning.ts';
import type { ProgrammePackage } from './package-files.ts';
import { pathOf, type PackageRefusal } from './refusal.ts';

export type ChangedPart =
  | 'programme'
  | 'part'
  | 'form'
  | 'element'
  | 'register'
  | 'rule'
  | 'sensitive_register'
  | 'indicator'
  | 'report'
  | 'section'
  | 'balance'
  | 'term'
  /** What both have stands in another order. */
  | 'order';

export interface PackageChange {
  readonly part: ChangedPart;
  /** Retired is what is asked no more and stays known. */
  readonly kind: 'added' | 'changed' | 'removed' | 'retired';
  readonly code: string;
  readonly label: Localized;
  /** What it was called, where that is something else. */
  readonly was?: Localized;
}

export interface PackageChanges {
  readonly changes: readonly PackageChange[];
  /** What an import may not do: an element means what it meant (decision 3 on programmes). */
  readonly refusals: readonly PackageRefusal[];
}

interface Part {
  readonly part: ChangedPart;
  readonly code: string;
  readonly label: Localized;
  readonly content: unknown;
}

/**
 * What taking a package would change against what is published, in the order in which it is read. What codes are known
 * to mean goes beyond what is published where some were retired.
 */
export function comparePackages(
  published: ProgrammePackage,
  offered: ProgrammePackage,
  known: ReadonlyMap<string, ElementMeaning> = elementMeanings(published.programme.forms),
): PackageChanges {
  const [before, after] = [partsOf(published), partsOf(offered)];
  const [retiredBefore, retired] = [retiredCodes(published.programme), retiredCodes(offered.programme)];
  return {
    changes: [
      ...[...after].flatMap(([key, part]) => {
        const old = before.get(key);
        if (!old) return [changeOf('added', part)];
        if (canonicalJson(old.content) === canonicalJson(part.content)) return [];
        const isRetired = retired.has(key) && !retiredBefore.has(key);
        return [changeOf(isRetired ? 'retired' : 'changed', part, old)];
      }),
      ...[...before]
        .filter(([key]) => !after.has(key))
        .map(([key, part]) => changeOf(retired.has(key) ? 'retired' : 'removed', part)),
      ...orderChange(before, after, offered.programme),
    ],
    refusals: [
      ...meaningRefusals(known, offered.programme.forms),
      ...categoryRefusals(published.programme, offered.programme),
    ],
  };
}

function orderChange(
  before: ReadonlyMap<string, Part>,
  after: ReadonlyMap<string, Part>,
  { code, title }: Programme,
): readonly PackageChange[] {
  const [was, is] = [
    [...before.keys()].filter((key) => after.has(key)),
    [...after.keys()].filter((key) => before.has(key)),
  ];
  return was.every((key, index) => key === is[index]) ? [] : [{ part: 'order', kind: 'changed', code, label: title }];
}

/** As parts of a package are known. */
function retiredCodes({ forms }: Programme): ReadonlySet<string> {
  return new Set(
    forms.flatMap((form) => {
      const { elements, registers } = placedRetired(form);
      return [
        ...(isRetiredForm(form) ? [`form ${form.code}`] : []),
        ...elements.map(({ item }) => `element ${item.code}`),
        ...registers.map(({ item }) => `register ${item.code}`),
      ];
    }),
  );
}

function changeOf(kind: PackageChange['kind'], { part, code, label }: Part, before?: Part): PackageChange {
  const isRenamed = before !== undefined && canonicalJson(before.label) !== canonicalJson(label);
  return { part, kind, code, label, ...(isRenamed ? { was: before.label } : {}) };
}

function partsOf({ programme, glossary }: ProgrammePackage): ReadonlyMap<string, Part> {
  const { title, calendar, chain, indicatorGroups, sections: askedSections, unitGroups, template } = programme;
  const { parts: switched = [] } = programme;
  const { sections, overview, balances, ...report } = template;
  const parts: readonly Part[] = [
    partOf(
      'programme',
      { code: programme.code, label: title },
      {
        title,
        calendar,
        chain,
        indicatorGroups,
        askedSections,
        unitGroups,
      },
    ),
    ...switched.map((part) => partOf('part', part, part)),
    ...programme.forms.flatMap((form): readonly Part[] => [
      // What has a part of its own is compared there; which parts stand where belongs to the form.
      {
        part: 'form',
        code: form.code,
        label: form.title,
        content: { ...form, sections: outlineOf(form), rules: null, retired: null },
      },
      ...placedElements(form).map(({ item }) => partOf('element', item, item)),
      ...placedRegisters(form).map(({ item }) => partOf('register', item, item)),
      ...form.rules.map((rule): Part => ({
        part: 'rule',
        code: `${form.code}.${rule.code}`,
        label: rule.message,
        content: rule,
      })),
    ]),
    ...programme.sensitiveRegisters.map((register) => partOf('sensitive_register', register, register)),
    ...programme.indicators.map((indicator) => partOf('indicator', indicator, indicator)),
    partOf(
      'report',
      { code: report.code, label: title },
      { ...report, overview: overview?.map((section) => section.code), hasBalances: balances !== undefined },
    ),
    ...sections.map((section) =>
      partOf('section', { code: section.code, label: { zh: section.heading, en: section.heading } }, [
        section,
        overview?.find(({ code }) => code === section.code) ?? null,
      ]),
    ),
    ...(balances ?? []).map((balance) => partOf('balance', balance, balance)),
    ...glossary.map((term): Part => ({ part: 'term', code: term.code, label: term.term, content: term })),
  ];
  return new Map(parts.map((part) => [`${part.part} ${part.code}`, part]));
}

function partOf(
  part: ChangedPart,
  { code, label }: { readonly code: string; readonly label: Localized },
  content: unknown,
): Part {
  return { part, code, label, content };
}

function outlineOf(form: Programme['forms'][number]): unknown {
  return form.sections.map(({ code, title, blocks }) => ({
    code,
    title,
    blocks: blocks.map((block) =>
      holdsElements(block)
        ? { ...block, elements: block.elements.map((element) => element.code) }
        : block.register.code,
    ),
  }));
}

/** A count of a category that is gone would still be told under its code. */
function categoryRefusals(published: Programme, offered: Programme): readonly PackageRefusal[] {
  return offered.sensitiveRegisters.flatMap(({ code, categories }, index) =>
    missing(
      published.sensitiveRegisters.find((one) => one.code === code)?.categories.map((one) => one.code),
      categories.map((one) => one.code),
    ).map((option) => ({
      code: 'definition.option_removed' as const,
      file: 'registers.json',
      path: pathOf(['sensitiveRegisters', index, 'categories']),
      params: { code, option },
    })),
  );
}
