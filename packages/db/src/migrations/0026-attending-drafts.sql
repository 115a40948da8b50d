-- Who has a draft open, window by window, and which part of it: said again every few seconds, and forgotten when it isn't.
create table draft_windows (
  tenant_id int not null,
  draft_id uuid not null,
  user_id uuid not null,
  -- Chosen by the window itself.
  window_id text not null,
  part text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, draft_id, user_id, window_id),
  foreign key (tenant_id, draft_id) references programme_drafts (tenant_id, id) on delete restrict
);

alter table draft_windows enable row level security;
alter table draft_windows force row level security;
create policy draft_windows_permit on draft_windows for all to huibao_app using (true) with check (true);
create policy draft_windows_tenant on draft_windows as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant()) and (select app_units()) is null)
  with check (tenant_id = (select app_tenant()) and (select app_units()) is null);

grant select, insert, update, delete on draft_windows to huibao_app;
