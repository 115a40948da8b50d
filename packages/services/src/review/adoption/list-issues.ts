import { HuibaoError, periodOf, type Localized } from '@huibao/domain';
import { z } from 'zod';
import { listAdoptions } from '../../collection/issue-adoption.repository.ts';
import { editionInput } from '../../forms/edition-address.ts';
import { getEdition } from '../../forms/edition.repository.ts';
import { listIssuesOf, requireProgramme } from '../../forms/programme.repository.ts';
import { defineQuery } from '../../use-case.ts';

/** An issue of a year, and which bureaus go by it for what. */
export interface ListedIssue {
  readonly no: number;
  readonly publishedAt: string;
  readonly adoptions: readonly { readonly name: string; readonly period: Localized; readonly at: string }[];
}

/** The issues of a programme's year, newest first, with who adopted each: only whoever published them is told. */
export const listIssues = defineQuery({
  permission: 'programme.publish',
  input: z.object(editionInput),
  async run({ trx, actor }, { programme, year }): Promise<readonly ListedIssue[]> {
    const { years } = await requireProgramme(trx, actor, programme);
    const published = years.find((one) => one.year === year);
    if (!published) throw new HuibaoError('edition.not_found', { year });
    const { calendar } = await getEdition(trx, published);
    const adoptions = await listAdoptions(trx, actor.tenantId, published);
    return (await listIssuesOf(trx, published)).map(({ no, publishedAt }) => ({
      no,
      publishedAt: publishedAt.toISOString(),
      adoptions: adoptions
        .filter((one) => one.issueNo === no)
        .map(({ name, period, at }) => ({
          name,
          period: periodOf(calendar, year, period).label,
          at: at.toISOString(),
        })),
    }));
  },
});
