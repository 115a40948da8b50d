import type { TenantReader } from '@huibao/db';
import { cellMap, type CellMap } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../../json-column.ts';
import type { RevisionDocument } from '../revision-document.ts';
import type { Submission } from '../submission.repository.ts';
import type { Days } from './cover-days.ts';

/** A form of another programme that was handed in for days of the same year, and that stands. */
export interface StandingElsewhere {
  readonly submissionId: string;
  /** The same unit's; of a section, any section's of its office. */
  readonly unitId: number;
  readonly sectionCode: string | null;
  readonly programmeOwnerId: number;
  readonly programmeCode: string;
  readonly formOwnerId: number;
  readonly formCode: string;
  readonly editionId: string;
  readonly year: number;
  readonly period: number;
  readonly startsOn: string;
  readonly endsOn: string;
  /** That its revision was made under. */
  readonly issueNo: number;
}

/** Of days between these; by their days. */
export async function listStandingElsewhere(
  trx: TenantReader,
  tenantId: number,
  { edition, programmeCode, unitId }: Pick<Submission, 'edition' | 'programmeCode' | 'unitId'>,
  { from, to }: Days,
): Promise<readonly StandingElsewhere[]> {
  const { rows } = await sql<StandingElsewhere>`
    select submission_id as "submissionId", unit_id as "unitId", section_code as "sectionCode",
      programme_owner_id as "programmeOwnerId", programme_code as "programmeCode", form_owner_id as "formOwnerId",
      form_code as "formCode", edition_id as "editionId", year, period, starts_on as "startsOn", ends_on as "endsOn",
      issue_no as "issueNo"
    from answers_elsewhere(${tenantId}, ${unitId}, ${edition.ownerTenantId}, ${programmeCode}, ${from}, ${to})
  `.execute(trx);
  return rows;
}

/** Cells of one of those: of these elements. */
export async function readCellsElsewhere(
  trx: TenantReader,
  tenantId: number,
  { unitId }: Pick<Submission, 'unitId'>,
  submissionId: string,
  codes: readonly string[],
): Promise<CellMap> {
  const { rows } = await sql<{ readonly cells: unknown }>`
    select cells_elsewhere(${tenantId}, ${unitId}, ${submissionId}, ${[...codes]}) as cells`.execute(trx);
  return cellMap(jsonOf<RevisionDocument['cells']>(rows[0]?.cells ?? []));
}
