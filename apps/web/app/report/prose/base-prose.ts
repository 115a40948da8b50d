import type { SectionContent } from '@huibao/domain';
import { client, failureOf } from '../../client.ts';

/**
 * The text that somebody wrote on. Where it was erased, an earlier version having been annulled, it counts as empty:
 * put together, both texts stay whole beside each other.
 */
export async function baseProse(asked: { reportId: string; code: string; version: number }): Promise<SectionContent> {
  try {
    return (await client.report.sectionVersion.query(asked)).content;
  } catch (error) {
    if (failureOf(error).code !== 'report.version_erased') throw error;
    return { type: 'doc', version: 2, content: [] };
  }
}
