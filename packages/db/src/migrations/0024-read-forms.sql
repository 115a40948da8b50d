-- What a revision read of other forms is frozen in its document. Where one of those has changed since, a reviewer says to
-- have seen it before accepting; what was seen then, which may be that nothing stands, is kept.
create table read_acknowledgements (
  tenant_id int not null,
  id uuid not null,
  revision_id uuid not null,
  unit_id int not null,
  form_owner_tenant_id int not null references tenants (id) on delete restrict,
  form_code text not null,
  seen_revision_id uuid,
  acknowledged_by uuid not null,
  acknowledged_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, revision_id) references revisions (tenant_id, id) on delete restrict,
  foreign key (tenant_id, seen_revision_id) references revisions (tenant_id, id) on delete restrict
);
create index read_acknowledgements_of_revision on read_acknowledgements (tenant_id, revision_id);

do $$
declare t text;
begin
  foreach t in array array['read_acknowledgements'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
      with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]))', t || '_unit', t);
  end loop;
end $$;

-- Whoever reports may read what was seen of theirs, and says nothing of it themselves.
create policy read_acknowledgements_insert on read_acknowledgements as restrictive for insert to huibao_app
  with check ((select app_units()) is null);

grant select, insert on read_acknowledgements to huibao_app;
