-- Definitions belong to a tenant, are never copied, and are read by its descendants once published.

create table programmes (
  owner_tenant_id int not null references tenants on delete restrict,
  code text not null,
  title jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, code)
);

-- What a fact is about. An indicator is an element too: a bureau's issued figure is its city's fact.
create table data_elements (
  owner_tenant_id int not null,
  id int generated always as identity,
  programme_code text not null,
  code text not null,
  kind text not null check (kind in ('element', 'indicator')),
  flow text not null check (flow in ('stock', 'flow')),
  published_at timestamptz,
  primary key (owner_tenant_id, id),
  unique (owner_tenant_id, programme_code, kind, code),
  foreign key (owner_tenant_id, programme_code) references programmes (owner_tenant_id, code) on delete restrict
);

create table form_versions (
  owner_tenant_id int not null,
  id uuid not null,
  programme_code text not null,
  form_code text not null,
  version int not null,
  definition jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, id),
  unique (owner_tenant_id, programme_code, form_code, version),
  foreign key (owner_tenant_id, programme_code) references programmes (owner_tenant_id, code) on delete restrict
);

create table indicator_versions (
  owner_tenant_id int not null,
  id uuid not null,
  programme_code text not null,
  code text not null,
  version int not null,
  definition jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, id),
  unique (owner_tenant_id, programme_code, code, version),
  foreign key (owner_tenant_id, programme_code) references programmes (owner_tenant_id, code) on delete restrict
);

create table report_templates (
  owner_tenant_id int not null,
  id uuid not null,
  programme_code text not null,
  version int not null,
  definition jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, id),
  unique (owner_tenant_id, programme_code, version),
  foreign key (owner_tenant_id, programme_code) references programmes (owner_tenant_id, code) on delete restrict
);

-- One year of a programme: pins what it is made of.
create table editions (
  owner_tenant_id int not null,
  id uuid not null,
  programme_code text not null,
  year smallint not null,
  template_id uuid not null,
  calendar jsonb not null,
  chain jsonb not null,
  indicator_groups jsonb not null,
  sensitive_registers jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, id),
  unique (owner_tenant_id, programme_code, year),
  foreign key (owner_tenant_id, programme_code) references programmes (owner_tenant_id, code) on delete restrict,
  foreign key (owner_tenant_id, template_id) references report_templates (owner_tenant_id, id) on delete restrict
);

create table edition_forms (
  owner_tenant_id int not null,
  edition_id uuid not null,
  form_version_id uuid not null,
  position int not null,
  published_at timestamptz,
  primary key (owner_tenant_id, edition_id, form_version_id),
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, form_version_id) references form_versions (owner_tenant_id, id) on delete restrict
);

create table edition_indicators (
  owner_tenant_id int not null,
  edition_id uuid not null,
  indicator_version_id uuid not null,
  position int not null,
  published_at timestamptz,
  primary key (owner_tenant_id, edition_id, indicator_version_id),
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, indicator_version_id) references indicator_versions (owner_tenant_id, id) on delete restrict
);
