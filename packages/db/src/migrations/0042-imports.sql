-- Figures of many units in one file (decision 81): the file, what it says of each form that it may fill in, and what of
-- it is refused, by place. The office's own papers until they are written into drafts.

create table imports (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  collection_id uuid not null,
  file_name text not null,
  sha256 text not null,
  state text not null default 'reading' check (state in ('reading', 'read', 'running', 'done', 'stopped', 'failed')),
  -- Why a file couldn't be read: an error code, and what it is about.
  failure text,
  failure_params jsonb,
  begun_by uuid not null,
  begun_at timestamptz not null,
  accepted_by uuid,
  accepted_role text,
  accepted_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, collection_id) references collections (tenant_id, id) on delete restrict,
  foreign key (tenant_id, sha256) references blobs (tenant_id, sha256) on delete restrict,
  check ((accepted_at is null) = (accepted_by is null) and (accepted_at is null) = (accepted_role is null)),
  check (state <> 'running' or accepted_at is not null)
);
create index imports_by_collection on imports (tenant_id, collection_id, begun_at);
create index imports_by_blob on imports (tenant_id, sha256);
-- What is being read or written, one a term.
create unique index imports_at_work on imports (tenant_id, collection_id) where state in ('reading', 'running');

create table import_forms (
  tenant_id int not null,
  import_id uuid not null,
  submission_id uuid not null,
  unit_id int not null,
  -- The issue by which its cells were judged.
  issue_no int not null,
  state text not null default 'waiting' check (state in ('waiting', 'written', 'refused')),
  -- Why the whole form isn't written, an error code.
  refusal text,
  added int not null,
  changed int not null,
  same int not null,
  -- What the form's rules would find with these cells in it.
  errors int not null,
  warnings int not null,
  -- To be written: [code, key, state, value, version that was seen, state and value that stand]; gone once they are.
  cells jsonb not null,
  -- Of those, what was written; the others had been changed meanwhile, and stand as they were.
  written int not null default 0,
  primary key (tenant_id, import_id, submission_id),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete restrict,
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);
create index import_forms_by_unit on import_forms (tenant_id, import_id, unit_id);

create table import_refusals (
  tenant_id int not null,
  import_id uuid not null,
  no int not null,
  -- Null where it isn't known whose it is.
  unit_id int,
  form_code text not null,
  code text not null,
  key text not null,
  -- Where in the file: a sheet's name ('' of a file that has none) and a cell.
  sheet text not null,
  ref text not null,
  text text not null,
  error text not null,
  params jsonb not null,
  primary key (tenant_id, import_id, no),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete restrict
);

do $$
declare t text;
begin
  foreach t in array array['imports', 'import_forms', 'import_refusals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using ((select app_units()) is null) with check ((select app_units()) is null)', t || '_office', t);
  end loop;
end $$;
grant select, insert on imports, import_forms, import_refusals to huibao_app;
grant update (state, failure, failure_params, accepted_by, accepted_role, accepted_at, ended_at) on imports to huibao_app;
grant update (state, refusal, cells, written) on import_forms to huibao_app;
-- What a reading began that was killed is read anew.
grant delete on import_forms, import_refusals to huibao_app;

-- The file is pointed at until it is ended, and for as long as its row stands.
create policy imports_keeper on imports for select to huibao_keeper using (true);
grant select (tenant_id, sha256) on imports to huibao_keeper;
