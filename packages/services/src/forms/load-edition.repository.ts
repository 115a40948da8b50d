import type { TenantReader } from '@huibao/db';
import {
  HuibaoError,
  isRetiredForm,
  nameOfProgramme,
  upcastTemplate,
  type ChainStep,
  type FormDefinition,
  type IndicatorDefinition,
  type IndicatorGroup,
  type Localized,
  type NamedUnits,
  type ProgrammeCalendar,
  type ProgrammePart,
  type SensitiveRegister,
  type StoredTemplate,
  type TenantKind,
} from '@huibao/domain';
import type { GlossaryTerm } from '@huibao/domain/package';
import { jsonOf } from '../json-column.ts';
import { listElementIds } from './added-issue.repository.ts';
import type { Edition, EditionForm, EditionRef, IssueForms } from './edition.repository.ts';

/** An issue as it was published, from its rows; `getEdition` keeps it. @throws {HuibaoError} `edition.not_found` */
export async function loadEdition(
  trx: TenantReader,
  { ownerTenantId: owner, id, issueNo }: EditionRef,
): Promise<Edition> {
  const edition = await trx
    .selectFrom('editions as e')
    .innerJoin('edition_issues as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'e.owner_tenant_id').onRef('i.edition_id', '=', 'e.id'),
    )
    .innerJoin('report_templates as t', (join) =>
      join.onRef('t.owner_tenant_id', '=', 'i.owner_tenant_id').onRef('t.id', '=', 'i.template_id'),
    )
    .innerJoin('tenants as o', 'o.id', 'e.owner_tenant_id')
    .select([
      'e.programme_code',
      'e.year',
      'i.calendar',
      'i.chain',
      'i.indicator_groups',
      'i.sensitive_registers',
      'i.glossary',
      'i.sections',
      'i.unit_groups',
      'i.parts',
      'i.title',
      't.definition as template',
      'o.kind',
    ])
    .where('e.owner_tenant_id', '=', owner)
    .where('e.id', '=', id)
    .where('i.no', '=', issueNo)
    .executeTakeFirst();
  if (!edition) throw new HuibaoError('edition.not_found');
  const forms = await trx
    .selectFrom('edition_forms as ef')
    .innerJoin('form_versions as f', (join) =>
      join.onRef('f.owner_tenant_id', '=', 'ef.owner_tenant_id').onRef('f.id', '=', 'ef.form_version_id'),
    )
    .select(['ef.issue_no', 'f.id', 'f.version', 'f.definition'])
    .where('ef.owner_tenant_id', '=', owner)
    .where('ef.edition_id', '=', id)
    .where('ef.issue_no', '<=', issueNo)
    .orderBy('ef.issue_no')
    .orderBy('ef.position')
    .execute();
  // Most forms stay as they were from issue to issue.
  const versions = new Map(
    forms.map((row): readonly [string, EditionForm] => [
      row.id,
      {
        ownerTenantId: owner,
        isRetired: isRetiredForm(jsonOf<FormDefinition>(row.definition)),
        versionId: row.id,
        version: row.version,
        definition: jsonOf<FormDefinition>(row.definition),
      },
    ]),
  );
  const issues = [...Map.groupBy(forms, (row) => row.issue_no)].map(([no, pinned]): IssueForms => ({
    ownerTenantId: owner,
    issueNo: no,
    forms: pinned.flatMap((row) => versions.get(row.id) ?? []),
  }));
  const indicators = await trx
    .selectFrom('edition_indicators as ei')
    .innerJoin('indicator_versions as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'ei.owner_tenant_id').onRef('i.id', '=', 'ei.indicator_version_id'),
    )
    .select(['i.id', 'i.version', 'i.code', 'i.definition'])
    .where('ei.owner_tenant_id', '=', owner)
    .where('ei.edition_id', '=', id)
    .where('ei.issue_no', '=', issueNo)
    .orderBy('ei.position')
    .execute();
  const programme = { ownerTenantId: owner, programmeCode: edition.programme_code };
  return {
    ownerTenantId: owner,
    id,
    issueNo,
    programmeCode: edition.programme_code,
    programmeName: nameOfProgramme(edition.kind as TenantKind, edition.programme_code),
    title: jsonOf<Localized>(edition.title),
    year: edition.year,
    forms: issues.find((one) => one.issueNo === issueNo)?.forms ?? [],
    issues,
    indicators: indicators.map((row) => jsonOf<IndicatorDefinition>(row.definition)),
    indicatorGroups: jsonOf<readonly IndicatorGroup[]>(edition.indicator_groups),
    sensitiveRegisters: jsonOf<readonly SensitiveRegister[]>(edition.sensitive_registers),
    template: upcastTemplate(jsonOf<StoredTemplate>(edition.template)),
    chain: jsonOf<readonly ChainStep[]>(edition.chain),
    calendar: jsonOf<ProgrammeCalendar>(edition.calendar),
    glossary: jsonOf<readonly GlossaryTerm[]>(edition.glossary),
    sections: jsonOf<readonly NamedUnits[]>(edition.sections),
    unitGroups: jsonOf<readonly NamedUnits[]>(edition.unit_groups),
    programmeParts: jsonOf<readonly ProgrammePart[]>(edition.parts),
    elementIds: await listElementIds(trx, owner, programme, 'element'),
    indicatorIds: await listElementIds(trx, owner, programme, 'indicator'),
    indicatorVersions: new Map(
      indicators.map((row) => [row.code, { ownerTenantId: owner, id: row.id, version: row.version }]),
    ),
  };
}
