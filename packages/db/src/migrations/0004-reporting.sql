-- The report, what is sent up, what is published, and the promises that come back.

create table reports (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  owner_tenant_id int not null,
  edition_id uuid not null,
  year smallint not null,
  -- 1 for the first; a return or a correction after issuing makes the next.
  version int not null,
  state text not null check (state in ('drafting', 'in_approval', 'issued', 'superseded')),
  -- Index into the edition's chain while drafting or in approval.
  step int not null default 0,
  number text,
  issued_on date,
  issued_by uuid,
  -- Frozen at 签发: figures, both documents, and the hash of all.
  frozen jsonb,
  hash text,
  -- The signed value of text and figures that the step under way saw.
  approval_hash text,
  correction_reason text,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, owner_tenant_id, edition_id, version),
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete restrict
);
create unique index one_open_report on reports (tenant_id, owner_tenant_id, edition_id) where state in ('drafting', 'in_approval');
create unique index reports_number on reports (tenant_id, number) where number is not null;

create table report_sections (
  tenant_id int not null,
  report_id uuid not null,
  code text not null,
  position int not null,
  heading text not null,
  level smallint not null,
  content jsonb not null,
  version int not null,
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (tenant_id, report_id, code),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

create table report_section_versions (
  tenant_id int not null,
  report_id uuid not null,
  code text not null,
  version int not null,
  content jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (tenant_id, report_id, code, version),
  foreign key (tenant_id, report_id, code) references report_sections (tenant_id, report_id, code) on delete restrict
);

create table report_decisions (
  tenant_id int not null,
  report_id uuid not null,
  no int not null,
  step text not null,
  action text not null check (action in ('submitted', 'approved', 'returned', 'issued', 'numbered', 'sent', 'published')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  comment text,
  -- What was signed: hash of text and values.
  hash text not null,
  primary key (tenant_id, report_id, no),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- Lineage of a frozen figure, written by the same scan that computed it, with names as printed.
create table report_lineage (
  tenant_id int not null,
  report_id uuid not null,
  indicator text not null,
  side text not null check (side in ('of', 'per')),
  unit_id int not null,
  unit_name text not null,
  period smallint not null,
  cell text not null,
  value text not null,
  source_id uuid not null,
  primary key (tenant_id, report_id, indicator, side, unit_id, period, cell),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- Everybody the report goes to: it is reported when every due dispatch is out.
create table dispatches (
  tenant_id int not null,
  report_id uuid not null,
  no int not null,
  addressee text not null,
  kind text not null check (kind in ('main', 'copy', 'superior')),
  channel text,
  sent_at timestamptz,
  sent_by uuid,
  receipt text,
  primary key (tenant_id, report_id, no),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- What one tenant sends up to the next, frozen: stands in the receiver's tenant, both may read, the sender inserts.
create table deliveries (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  sender_tenant_id int not null references tenants on delete restrict,
  sender_report_id uuid not null,
  unit_id int not null,
  owner_tenant_id int not null,
  edition_id uuid not null,
  year smallint not null,
  version int not null,
  number text not null,
  figures jsonb not null,
  document jsonb not null,
  hash text not null,
  sent_at timestamptz not null,
  state text not null check (state in ('pending', 'accepted', 'returned')),
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason text,
  primary key (tenant_id, id),
  unique (tenant_id, sender_tenant_id, sender_report_id),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict,
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete restrict
);
create index deliveries_by_year on deliveries (tenant_id, year, sender_tenant_id);
create index deliveries_by_sender on deliveries (sender_tenant_id, sender_report_id);

-- A frozen public row. Public pages read nothing else.
create table publications (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  report_id uuid not null,
  year smallint not null,
  version int not null,
  issuer text not null,
  title text not null,
  number text not null,
  issued_on date not null,
  published_on date not null,
  document jsonb not null,
  html text not null,
  pdf bytea not null,
  docx bytea not null,
  superseded_by uuid,
  is_demo boolean not null,
  primary key (tenant_id, id),
  unique (tenant_id, report_id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- Each shortcoming and each plan is a tracked item; next year's report must answer it.
create table ledger_items (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  year smallint not null,
  kind text not null check (kind in ('shortcoming', 'plan')),
  position int not null,
  title text not null,
  -- 原因 of a shortcoming, 预期成效 of a plan.
  detail text not null,
  owner text not null,
  due_on date,
  state text not null check (state in ('open', 'done')),
  answer text,
  answered_at timestamptz,
  updated_by uuid not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index ledger_items_by_year on ledger_items (tenant_id, year, kind, position);
