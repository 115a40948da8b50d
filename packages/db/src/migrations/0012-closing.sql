-- Closing: what is sent back carries a date of its own; a unit asks for more time, and both question and answer are kept.

alter table submissions add column mend_until timestamptz;

create table extension_requests (
  tenant_id int not null,
  id uuid not null,
  collection_id uuid not null,
  unit_id int not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'granted', 'declined')),
  decided_by uuid,
  decided_at timestamptz,
  -- What the bureau wrote: why it grants or declines.
  answer text,
  extended_until timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, collection_id) references collections (tenant_id, id) on delete restrict,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete restrict,
  foreign key (tenant_id, asked_by) references users (tenant_id, id) on delete restrict,
  check ((state = 'pending') = (decided_at is null))
);
-- One question at a time.
create unique index extension_requests_pending on extension_requests (tenant_id, collection_id, unit_id)
  where state = 'pending';

alter table extension_requests enable row level security;
alter table extension_requests force row level security;
create policy extension_requests_permit on extension_requests for all to huibao_app using (true) with check (true);
create policy extension_requests_tenant on extension_requests as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy extension_requests_unit on extension_requests as restrictive for all to huibao_app
  using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
  with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]));

grant select, insert on extension_requests to huibao_app;
grant update (state, decided_by, decided_at, answer, extended_until) on extension_requests to huibao_app;
