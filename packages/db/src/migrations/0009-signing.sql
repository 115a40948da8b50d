-- Who had which part, what was signed, what was answered, and what of the prose is kept.

-- One person has one part in one version of a report: drafting, checking and issuing are three persons' (a report's row
-- is a version). The key says so, whatever the code does.
create table report_parts (
  tenant_id int not null,
  report_id uuid not null,
  user_id uuid not null,
  -- The step of the chain that is theirs.
  step text not null,
  since timestamptz not null,
  primary key (tenant_id, report_id, user_id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);
-- Row security binds the owner too, and this looks at rows of every tenant.
alter table users no force row level security;
alter table report_section_versions no force row level security;
alter table report_decisions no force row level security;
alter table revisions no force row level security;
alter table cell_changes no force row level security;
insert into report_parts (tenant_id, report_id, user_id, step, since)
select v.tenant_id, v.report_id, v.written_by, 'draft', min(v.written_at)
from report_section_versions v join users u on u.tenant_id = v.tenant_id and u.id = v.written_by
group by v.tenant_id, v.report_id, v.written_by;
insert into report_parts (tenant_id, report_id, user_id, step, since)
select distinct on (d.tenant_id, d.report_id, d.decided_by) d.tenant_id, d.report_id, d.decided_by, d.step, d.decided_at
from report_decisions d join users u on u.tenant_id = d.tenant_id and u.id = d.decided_by
where d.action in ('submitted', 'approved', 'returned', 'issued')
order by d.tenant_id, d.report_id, d.decided_by, d.no
on conflict do nothing;

-- The same of a submission: who reports doesn't review.
create table submission_parts (
  tenant_id int not null,
  submission_id uuid not null,
  user_id uuid not null,
  unit_id int not null,
  part text not null check (part in ('reporting', 'reviewing')),
  since timestamptz not null,
  primary key (tenant_id, submission_id, user_id),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);
insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
select w.tenant_id, w.submission_id, w.user_id, w.unit_id, 'reporting', min(w.at)
from (
  select tenant_id, submission_id, submitted_by as user_id, unit_id, submitted_at as at from revisions
  union all
  select tenant_id, submission_id, changed_by, unit_id, changed_at from cell_changes
) w join users u on u.tenant_id = w.tenant_id and u.id = w.user_id
group by w.tenant_id, w.submission_id, w.user_id, w.unit_id;
insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
select r.tenant_id, r.submission_id, r.decided_by, r.unit_id, 'reviewing', min(r.decided_at)
from revisions r join users u on u.tenant_id = r.tenant_id and u.id = r.decided_by
where r.decided_by is not null and r.decided_at is not null
group by r.tenant_id, r.submission_id, r.decided_by, r.unit_id
on conflict do nothing;
alter table users force row level security;
alter table report_section_versions force row level security;
alter table report_decisions force row level security;
alter table revisions force row level security;
alter table cell_changes force row level security;

-- What a signature stands for, by its hash: two who sign the same share it.
create table report_manifests (
  tenant_id int not null,
  report_id uuid not null,
  hash text not null,
  manifest jsonb not null,
  made_at timestamptz not null,
  primary key (tenant_id, report_id, hash),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- The value of a figure that the drafter last looked at, and who did. A draft's figure is stale where it is another now.
create table report_figures_seen (
  tenant_id int not null,
  report_id uuid not null,
  indicator text not null,
  value jsonb,
  seen_by uuid not null,
  seen_at timestamptz not null,
  primary key (tenant_id, report_id, indicator),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- What was answered to a finding of the gate, for as long as the finding is the same to the letter.
create table report_answers (
  tenant_id int not null,
  report_id uuid not null,
  fingerprint text not null,
  finding text not null,
  answer text not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (tenant_id, report_id, fingerprint),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete restrict
);

-- Prose that couldn't be saved as a section's next version, since a colleague's was: nothing that was typed is dropped.
create table report_asides (
  tenant_id int not null,
  id uuid not null,
  report_id uuid not null,
  code text not null,
  base_version int not null,
  content jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  -- When a person took it in or laid it aside for good; it stays readable.
  settled_at timestamptz,
  settled_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id, code) references report_sections (tenant_id, report_id, code) on delete restrict
);
create index report_asides_by_section on report_asides (tenant_id, report_id, code, written_at);

alter table report_decisions drop constraint report_decisions_action_check;
alter table report_decisions add constraint report_decisions_action_check check (action in
  ('submitted', 'withdrawn', 'approved', 'returned', 'issued', 'numbered', 'sent', 'published'));

-- What was answered goes up with what was answered for.
alter table deliveries add column answers jsonb not null default '[]';

do $$
declare t text;
begin
  foreach t in array array['report_parts', 'submission_parts', 'report_manifests', 'report_figures_seen',
    'report_answers', 'report_asides'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
  end loop;
  execute 'create policy submission_parts_unit on submission_parts as restrictive for all to huibao_app
    using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
    with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]))';
end $$;

grant select, insert on report_parts, submission_parts, report_manifests, report_figures_seen, report_answers,
  report_asides to huibao_app;
grant update (value, seen_by, seen_at) on report_figures_seen to huibao_app;
grant update (answer, answered_by, answered_at) on report_answers to huibao_app;
grant update (settled_at, settled_by) on report_asides to huibao_app;
