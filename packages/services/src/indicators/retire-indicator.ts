import { HuibaoError, indicatorsOfProse } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { defineMutation } from '../use-case.ts';
import { getDesignedYear, isOwn } from './designed-year.ts';
import { isDelivered, listReportContents } from './indicator-use.repository.ts';
import { deletePin, lockDesign } from './indicator.repository.ts';

/** Takes an own indicator out of a year. Its versions stay, and the year can take it in again. */
export const retireIndicator = defineMutation({
  permission: 'indicator.manage',
  input: z.object({ ...editionInput, code: z.string().max(80) }),
  async run({ trx, actor, audit }, { programme, year, code }) {
    const { tenantId } = actor;
    await lockDesign(trx, tenantId);
    const designed = await getDesignedYear(trx, actor, { programme, year });
    const { edition } = designed;
    if (!edition.indicatorVersions.has(code)) throw new HuibaoError('indicator.not_found');
    if (!isOwn(designed, code, tenantId)) throw new HuibaoError('indicator.not_own');
    if (await isDelivered(trx, tenantId, edition, code)) throw new HuibaoError('indicator.delivered');
    // Of a report of the year that holds a figure of it, a draft would lose it, and an issued one couldn't be corrected
    // any more.
    const contents = await listReportContents(trx, tenantId, edition);
    if (contents.some((content) => indicatorsOfProse(content).includes(code)))
      throw new HuibaoError('indicator.in_use', { year });
    await deletePin(trx, tenantId, edition, code);
    audit({ action: 'indicator.retired', subject: code, detail: { programme, year } });
    return { code };
  },
});
