-- The history of cells, a row for what one save changed in one form rather than for each cell (decision 88): a form of a
-- hundred cells wrote a hundred rows and as many entries of an index of five columns, a quarter of its time here.
create table cell_saves (
  tenant_id int not null,
  submission_id uuid not null,
  id uuid not null default gen_random_uuid(),
  unit_id int not null,
  source text not null,
  file_name text,
  changed_by uuid not null,
  changed_at timestamptz not null,
  -- Of each cell in turn: where it is, the version that it had from then on, and what it held.
  codes text[] not null,
  keys text[] not null,
  versions int[] not null,
  states text[] not null,
  "values" text[] not null,
  primary key (tenant_id, submission_id, id),
  check (
    cardinality(codes) > 0
    and (cardinality(keys), cardinality(versions), cardinality(states), cardinality("values"))
      = (cardinality(codes), cardinality(codes), cardinality(codes), cardinality(codes))
  )
) with (
  -- A form's worth stays in its row: it is hardly read, and packing it takes longer than writing it.
  toast_tuple_target = 8160
);

-- Row security binds the owner too, and this moves rows of every tenant.
alter table cell_changes no force row level security;
insert into cell_saves (
  tenant_id, submission_id, unit_id, source, file_name, changed_by, changed_at, codes, keys, versions, states, "values"
)
select tenant_id, submission_id, unit_id, source, file_name, changed_by, changed_at,
  array_agg(code order by code, key, version), array_agg(key order by code, key, version),
  array_agg(version order by code, key, version), array_agg(state order by code, key, version),
  array_agg(value order by code, key, version)
from cell_changes
group by tenant_id, submission_id, unit_id, source, file_name, changed_by, changed_at;
drop table cell_changes;

alter table cell_saves enable row level security;
alter table cell_saves force row level security;
create policy cell_saves_permit on cell_saves for all to huibao_app using (true) with check (true);
create policy cell_saves_tenant on cell_saves as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy cell_saves_unit on cell_saves as restrictive for all to huibao_app
  using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
  with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]));
grant select, insert on cell_saves to huibao_app;
