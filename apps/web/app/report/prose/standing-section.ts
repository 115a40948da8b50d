import { client } from '../../client.ts';
import type { ReportSection } from '../../outputs.ts';

/** A section as the server has it now. */
export async function standingSection(reportId: string, code: string): Promise<ReportSection | undefined> {
  const { sections } = await client.report.get.query({ reportId });
  return sections.find((one) => one.code === code);
}
