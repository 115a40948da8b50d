import type { TenantReader } from '@huibao/db';
import {
  hiddenFigures,
  hiddenFromPublic,
  indicatorsOfProse,
  tellsFew,
  type IndicatorDefinition,
  type IndicatorValue,
  type PublicTexts,
} from '@huibao/domain';
import { getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { listNewestDelivered, type Delivered } from './delivered.repository.ts';
import { elementsOf } from './indicator-gaps.ts';
import { findPrinted } from './printed.repository.ts';
import type { Figures, Reader } from './roll-up.ts';
import { overseesOthers } from './rollup-year.repository.ts';

// What 公开时隐去 means, on every screen and in every file: the public copy of the unit's report doesn't say it.

/** Codes of the figures that the public copy of a tenant's text leaves out, of those in it. */
export async function hiddenInText(
  reader: Reader,
  edition: Edition,
  printed: PublicTexts['printed'],
  figures: Figures,
): Promise<ReadonlySet<string>> {
  const hiddenBelow = await hiddenInReportsBelow(reader, edition);
  return hiddenFigures(edition.indicators, elementsOf(edition), figures, { printed, hiddenBelow });
}

/** Of all the year's figures of the tenant, beside its report as it stands; where there is none, the template's. */
export async function hiddenInYear(reader: Reader, edition: Edition, figures: Figures): Promise<ReadonlySet<string>> {
  const { trx, actor } = reader;
  const isOverseer = await overseesOthers(trx, actor.tenantId);
  return hiddenFromPublic(edition.indicators, elementsOf(edition), figures, {
    printed: (await findPrinted(trx, actor.tenantId, edition)) ?? printedByTemplate(edition, isOverseer),
    hiddenBelow: await hiddenInReportsBelow(reader, edition),
  });
}

/** Of what units below delivered, by the delivery's id. */
export async function hiddenOfDeliveries(
  trx: TenantReader,
  tenantId: number,
  deliveries: readonly Delivered[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const hidden = new Map<string, ReadonlySet<string>>();
  const byIssue = Map.groupBy(
    deliveries,
    ({ edition: { ownerTenantId, id, issueNo } }) => `${ownerTenantId}/${id}/${issueNo}`,
  );
  for (const ofIssue of byIssue.values()) {
    const [first] = ofIssue;
    if (!first) continue;
    const edition = await getWholeEdition(trx, tenantId, first.edition);
    for (const { id, figures } of ofIssue) hidden.set(id, hiddenOfDelivered(edition, figures));
  }
  return hidden;
}

/** Of the figures that a unit below delivered, beside the template's text: its own isn't delivered as prose. */
export function hiddenOfDelivered(edition: Edition, figures: Figures): ReadonlySet<string> {
  return hiddenFromPublic(edition.indicators, elementsOf(edition), figures, textBelow(edition, figures));
}

type Part = Pick<IndicatorValue, 'numerator' | 'denominator'>;

/** Of a part that no public text tells of (a school's number, a term's, an option's): whether it is so few. */
export function isOfFew(edition: Edition, of: IndicatorDefinition, figure: Part | undefined): boolean {
  return tellsFew(of, elementsOf(edition), figure);
}

/**
 * By code the numbers that the accepted reports below leave out: of a sum of all of them whose other parts the public
 * finds there.
 */
async function hiddenInReportsBelow({ trx, actor }: Reader, edition: Edition): Promise<PublicTexts['hiddenBelow']> {
  if (!(await overseesOthers(trx, actor.tenantId))) return new Map();
  const delivered = await listNewestDelivered(trx, actor.tenantId, edition, [edition.year]);
  const hidden = delivered
    .filter(({ state }) => state === 'accepted')
    .flatMap(({ figures }) =>
      [...hiddenFigures(edition.indicators, elementsOf(edition), figures, textBelow(edition, figures))].flatMap(
        (code) => {
          const value = figures.get(code)?.numerator ?? null;
          return value === null ? [] : [{ code, value }];
        },
      ),
    );
  return new Map(
    [...Map.groupBy(hidden, ({ code }) => code)].map(([code, parts]) => [code, parts.map(({ value }) => value)]),
  );
}

/** A report that is made of others' says how many schools stand behind those. */
function textBelow(edition: Edition, figures: Figures): PublicTexts {
  const isOverseer = [...figures.values()].some(({ leaves }) => leaves !== undefined);
  return { printed: printedByTemplate(edition, isOverseer), hiddenBelow: new Map() };
}

function printedByTemplate({ template }: Edition, isOverseer: boolean): ReadonlySet<string> {
  const sections = isOverseer ? (template.overview ?? template.sections) : template.sections;
  return new Set(sections.flatMap(({ content }) => indicatorsOfProse(content)));
}
