-- A school's term: collections, submissions, drafts, revisions, and the facts that acceptance makes.

create table collections (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  owner_tenant_id int not null,
  edition_id uuid not null,
  year smallint not null,
  period smallint not null,
  -- Instants: open, overdue and closed are derived from them, never stored. Due is exclusive.
  opens_at timestamptz not null,
  due_at timestamptz not null,
  closes_at timestamptz not null,
  opened_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, owner_tenant_id, edition_id, period),
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete restrict,
  check (opens_at < due_at and due_at <= closes_at)
);
create index collections_by_year on collections (tenant_id, year, period);

create table submissions (
  tenant_id int not null,
  id uuid not null,
  collection_id uuid not null,
  unit_id int not null,
  owner_tenant_id int not null,
  form_version_id uuid not null,
  form_code text not null,
  state text not null default 'draft' check (state in ('draft', 'confirming', 'submitted', 'accepted', 'returned')),
  is_zero_report boolean not null default false,
  -- The last revision made; 0 before the first submit.
  revision_no int not null default 0,
  extended_until timestamptz,
  saved_at timestamptz,
  saved_by uuid,
  confirming_by uuid,
  first_submitted_at timestamptz,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  filled int not null default 0,
  required int not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, collection_id, unit_id, form_code),
  foreign key (tenant_id, collection_id) references collections (tenant_id, id) on delete restrict,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict,
  foreign key (owner_tenant_id, form_version_id) references form_versions (owner_tenant_id, id) on delete restrict
);
create index submissions_by_unit on submissions (tenant_id, unit_id, collection_id);

-- A draft is a row per cell with its version: an autosave is one small upsert, whatever the form's size.
create table draft_cells (
  tenant_id int not null,
  submission_id uuid not null,
  unit_id int not null,
  code text not null,
  key text not null,
  state text not null check (state in ('missing', 'not_applicable', 'value')),
  value text not null,
  version int not null,
  source text not null,
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (tenant_id, submission_id, code, key),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);

create table cell_changes (
  tenant_id int not null,
  submission_id uuid not null,
  unit_id int not null,
  code text not null,
  key text not null,
  version int not null,
  state text not null,
  value text not null,
  source text not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (tenant_id, submission_id, code, key, version),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);

-- Why a warned value stands: travels with the submission.
create table explanations (
  tenant_id int not null,
  submission_id uuid not null,
  unit_id int not null,
  finding text not null,
  text text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (tenant_id, submission_id, finding),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);

-- The submission frozen as a document. Never updated but for the reviewer's decision.
create table revisions (
  tenant_id int not null,
  id uuid not null,
  submission_id uuid not null,
  unit_id int not null,
  no int not null,
  document jsonb not null,
  hash text not null,
  state text not null check (state in ('submitted', 'withdrawn', 'returned', 'accepted', 'reopened')),
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  primary key (tenant_id, id),
  unique (tenant_id, submission_id, no),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);

create table review_comments (
  tenant_id int not null,
  id uuid not null,
  submission_id uuid not null,
  revision_id uuid not null,
  unit_id int not null,
  cell text not null,
  text text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict,
  foreign key (tenant_id, revision_id) references revisions (tenant_id, id) on delete restrict
);
create index review_comments_by_submission on review_comments (tenant_id, submission_id);

create table files (
  tenant_id int not null,
  id uuid not null,
  unit_id int not null,
  submission_id uuid not null,
  name text not null,
  media_type text not null,
  size int not null,
  sha256 text not null,
  content bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict
);

-- The key-student register: encrypted, of the unit alone. Only counts by category ever leave it.
create table sensitive_rows (
  tenant_id int not null,
  unit_id int not null,
  id uuid not null,
  register text not null,
  sealed bytea not null,
  -- A stock as at the period's end: a record counts from its first day to its last.
  since date not null,
  ended_on date,
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (tenant_id, unit_id, id),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict
);

-- What accepted submissions (and accepted deliveries) say. A roll-up is one index-ordered scan of it.
create table facts (
  tenant_id int not null,
  year smallint not null,
  element_id int not null,
  key text not null,
  period smallint not null,
  unit_id int not null,
  owner_tenant_id int not null,
  is_applicable boolean not null,
  -- Numbers and booleans (0/1); an indicator's numerator.
  num numeric,
  -- An indicator's denominator: stored, never a quotient.
  den numeric,
  code text,
  answered int not null default 1,
  expected int not null default 1,
  source_id uuid not null,
  primary key (tenant_id, year, element_id, key, unit_id, period),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict,
  foreign key (owner_tenant_id, element_id) references data_elements (owner_tenant_id, id) on delete restrict
) partition by range (year);
create table facts_to_2023 partition of facts for values from (minvalue) to (2023);
create table facts_2023 partition of facts for values from (2023) to (2024);
create table facts_2024 partition of facts for values from (2024) to (2025);
create table facts_2025 partition of facts for values from (2025) to (2026);
create table facts_2026 partition of facts for values from (2026) to (2027);
create table facts_2027 partition of facts for values from (2027) to (2028);
create table facts_from_2028 partition of facts for values from (2028) to (maxvalue);
create index facts_by_source on facts (tenant_id, source_id);

-- Texts for lists and distinct counts (laws studied, persons by key), apart from the numbers.
create table fact_texts (
  tenant_id int not null,
  year smallint not null,
  element_id int not null,
  unit_id int not null,
  period smallint not null,
  ordinal int not null,
  owner_tenant_id int not null,
  text text not null,
  source_id uuid not null,
  primary key (tenant_id, year, element_id, unit_id, period, ordinal),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict,
  foreign key (owner_tenant_id, element_id) references data_elements (owner_tenant_id, id) on delete restrict
);
create index fact_texts_by_source on fact_texts (tenant_id, source_id);
