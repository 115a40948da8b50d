import type { DB } from '../generated/database.ts';

/**
 * Where a table lies in a database that is divided by tenant (Citus, decision 101): `by tenant`, each row with all else
 * of its `tenant_id`; `everywhere`, whole beside each tenant's rows, for what many tenants read and few write; `in one
 * place`, on the node that is connected to, for what is no tenant's and is written by itself; `in step`, there as well,
 * for what is locked across tenants and written together with rows that lie elsewhere: Citus is told of it, and has
 * those prepared before this node commits (decision 113).
 */
export type TableKind = 'by tenant' | 'everywhere' | 'in one place' | 'in step';

/** The one list: the step that divides, what processes check before they serve, and the catalogue's test go by it. */
export const tableKinds: Readonly<Record<keyof DB, TableKind>> = {
  added_forms: 'everywhere',
  added_indicators: 'everywhere',
  added_issue_adoptions: 'everywhere',
  added_issues: 'everywhere',
  analysis_views: 'by tenant',
  audit_entries: 'by tenant',
  audit_heads: 'by tenant',
  blob_erasures: 'by tenant',
  blob_pieces: 'by tenant',
  blobs: 'by tenant',
  cell_saves: 'by tenant',
  collection_additions: 'by tenant',
  collections: 'by tenant',
  data_elements: 'everywhere',
  deliveries: 'by tenant',
  dispatches: 'by tenant',
  draft_advice_seen: 'by tenant',
  draft_cells: 'by tenant',
  draft_parts: 'by tenant',
  draft_windows: 'by tenant',
  earlier_passwords: 'by tenant',
  edition_forms: 'everywhere',
  edition_indicators: 'everywhere',
  edition_issues: 'everywhere',
  edition_parts: 'by tenant',
  editions: 'everywhere',
  explanations: 'by tenant',
  extension_requests: 'by tenant',
  fact_texts: 'by tenant',
  facts: 'by tenant',
  // Numbers of transactions, which each node counts for itself: `note_figure_change` isn't there, so nobody goes by it.
  figure_changes: 'in one place',
  files: 'by tenant',
  form_versions: 'everywhere',
  import_forms: 'by tenant',
  import_refusals: 'by tenant',
  imports: 'by tenant',
  index_numbers: 'everywhere',
  indicator_versions: 'everywhere',
  issue_adoptions: 'everywhere',
  ledger_items: 'by tenant',
  linked_identities: 'by tenant',
  logins: 'by tenant',
  memberships: 'by tenant',
  noted_heads: 'in one place',
  noted_sizes: 'in one place',
  notices: 'by tenant',
  org_unit_versions: 'by tenant',
  org_units: 'by tenant',
  // The relay locks what it takes, of all tenants; each message is written with what it tells of.
  outbox: 'in step',
  parked_cells: 'by tenant',
  processes: 'in one place',
  programme_drafts: 'by tenant',
  programmes: 'everywhere',
  publications: 'by tenant',
  quotas: 'by tenant',
  read_acknowledgements: 'by tenant',
  recovery_codes: 'by tenant',
  report_additions: 'by tenant',
  report_answers: 'by tenant',
  report_asides: 'by tenant',
  report_decisions: 'by tenant',
  report_figures_seen: 'by tenant',
  report_lineage: 'by tenant',
  report_manifests: 'by tenant',
  report_parts: 'by tenant',
  report_section_versions: 'by tenant',
  report_sections: 'by tenant',
  report_templates: 'everywhere',
  reports: 'by tenant',
  review_comments: 'by tenant',
  revisions: 'by tenant',
  second_factors: 'by tenant',
  section_answers: 'by tenant',
  sensitive_rows: 'by tenant',
  sessions: 'by tenant',
  sign_in_attempts: 'in one place',
  submission_parts: 'by tenant',
  submissions: 'by tenant',
  tenants: 'everywhere',
  unit_group_members: 'by tenant',
  unit_groups: 'by tenant',
  unit_successions: 'by tenant',
  unit_types: 'everywhere',
  users: 'by tenant',
};

export const tablesOf = (kind: TableKind): readonly string[] =>
  Object.entries(tableKinds)
    .filter(([, own]) => own === kind)
    .map(([table]) => table);

/**
 * What one PostgreSQL holds over all tenants, and a divided one can't: keys of tables `by tenant` without the tenant.
 * They go when it is divided, since nothing rests on them alone.
 */
export const keysOverTenants: Readonly<Record<string, string>> = {
  logins_username: 'a name ends in its tenant’s suffix, and those are unique (83)',
  sessions_id_hash: 'an id of 200 random bits, and the tenant beside it',
  publications_index_no: 'a number is taken in `index_numbers` first',
};

/** Triggers that ask more than the row they are for, by function: they go, too, and what does their work instead. */
export const triggersOverRows: Readonly<Record<string, string>> = {
  note_figure_change: 'nothing is kept of what a roll-up answered',
  require_element: 'a foreign key, row by row',
  require_submission: 'a foreign key, row by row',
};

/** Foreign keys that one PostgreSQL goes without, by their table. */
export const keysInstead: Readonly<Record<string, string>> = {
  draft_cells: `alter table draft_cells add constraint draft_cells_submission
     foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict`,
  facts: `alter table facts add constraint facts_element
     foreign key (owner_tenant_id, element_id) references data_elements (owner_tenant_id, id) on delete restrict`,
};
