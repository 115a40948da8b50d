-- What was said of a draft and somebody has looked at: it isn't asked again, as long as it is about the same thing.
create table draft_advice_seen (
  tenant_id int not null,
  draft_id uuid not null,
  -- What it says of what, as the check names it.
  advice text not null check (length(advice) <= 300),
  seen_by uuid not null,
  seen_at timestamptz not null,
  primary key (tenant_id, draft_id, advice),
  foreign key (tenant_id, draft_id) references programme_drafts (tenant_id, id) on delete restrict
);

alter table draft_advice_seen enable row level security;
alter table draft_advice_seen force row level security;
create policy draft_advice_seen_permit on draft_advice_seen for all to huibao_app using (true) with check (true);
create policy draft_advice_seen_tenant on draft_advice_seen as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant()) and (select app_units()) is null)
  with check (tenant_id = (select app_tenant()) and (select app_units()) is null);

grant select, insert, delete on draft_advice_seen to huibao_app;
