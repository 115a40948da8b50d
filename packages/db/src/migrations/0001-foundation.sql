-- Tenants, people, sessions, audit and the outbox: what every later table leans on.
-- Conventions: tenant id leads every key; policy before grant; every foreign key says what deletion does.

create function app_tenant() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::int $$;
comment on function app_tenant is 'The actor''s tenant, set for the transaction by withTenant(); '''' on a reused connection is NULL.';

create function app_lineage() returns int[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.lineage', true), '')::int[] $$;
comment on function app_lineage is 'The actor''s tenant and its ancestors: whose published definitions it may read.';

create function app_units() returns int[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.units', true), '')::int[] $$;
comment on function app_units is 'The org units the actor is confined to; NULL is the whole tenant.';

create table tenants (
  id int generated always as identity primary key,
  parent_id int references tenants on delete restrict,
  kind text not null check (kind in ('platform', 'city', 'bureau')),
  name text not null,
  short_name text not null,
  division_code text,
  -- 代字 of its documents, e.g. 山教
  document_prefix text not null default '',
  -- What its sections are called: 股室 in a district, 科室 in a city.
  section_word text not null default '股室',
  -- 主送 and 抄送 of its yearly report, as a list of {addressee, kind}.
  addressees jsonb not null default '[]',
  -- Second factor and expiry off, invented data: the demo says so on every page.
  is_demo boolean not null default false,
  created_at timestamptz not null,
  check ((kind = 'platform') = (parent_id is null))
);
create unique index one_platform on tenants (kind) where kind = 'platform';

create table org_units (
  tenant_id int not null references tenants on delete restrict,
  id int generated always as identity,
  parent_id int,
  kind text not null check (kind in ('root', 'school', 'section', 'bureau')),
  name text not null,
  school_type text,
  ownership text check (ownership in ('public', 'private')),
  section_code text,
  school_code text,
  credit_code text,
  child_tenant_id int references tenants on delete restrict,
  has_head_step boolean not null default false,
  opens_on date not null,
  closes_on date,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references org_units (tenant_id, id) on delete restrict,
  check ((kind = 'bureau') = (child_tenant_id is not null)),
  check ((kind = 'school') = (school_type is not null))
);
create unique index org_units_name on org_units (tenant_id, name) where closes_on is null;
create unique index org_units_root on org_units (tenant_id) where kind = 'root';

create table users (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  name text not null,
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- Sign-in looks a name up before any tenant is known, so names are unique across tenants.
create table logins (
  tenant_id int not null,
  username text not null check (username = lower(username)),
  user_id uuid not null,
  password_hash text not null,
  must_change boolean not null,
  failures int not null default 0,
  locked_until timestamptz,
  changed_at timestamptz not null,
  primary key (tenant_id, username),
  unique (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create unique index logins_username on logins (username);

create table memberships (
  tenant_id int not null,
  id uuid not null,
  user_id uuid not null,
  unit_id int not null,
  role text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, user_id, unit_id, role),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete cascade
);
-- Administrators are kept apart (等保): one person holds at most one officer's role.
create unique index one_officer_role on memberships (tenant_id, user_id)
  where role in ('system_officer', 'security_officer', 'audit_officer');

create table sessions (
  tenant_id int not null,
  -- SHA-256 of the cookie's session id: who reads this table can't sign in.
  id_hash text not null,
  user_id uuid not null,
  membership_id uuid not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (tenant_id, id_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, membership_id) references memberships (tenant_id, id) on delete cascade
);
create unique index sessions_id_hash on sessions (id_hash);

create table audit_heads (
  tenant_id int primary key references tenants on delete restrict,
  seq bigint not null,
  hash bytea not null
);

create table audit_entries (
  tenant_id int not null references tenants on delete restrict,
  seq bigint not null,
  at timestamptz not null,
  user_id uuid,
  user_name text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  outcome text not null check (outcome in ('done', 'refused')),
  previous bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);

-- What Temporal still has to hear. Ids only: no figure, name or phone number.
create table outbox (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  -- Business key: starting the same workflow twice is harmless.
  workflow text not null,
  workflow_id text not null,
  signal text,
  payload jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  primary key (tenant_id, id)
);
create index outbox_unsent on outbox (tenant_id, created_at) where sent_at is null;

create table notices (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  -- For everybody who works at this unit (and, with a role, only for those who hold it).
  unit_id int not null,
  role text,
  kind text not null,
  params jsonb not null,
  href text not null,
  -- The same reminder is given once, however often an activity is retried.
  dedupe_key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, dedupe_key),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete cascade
);
create index notices_unread on notices (tenant_id, unit_id) where read_at is null;
