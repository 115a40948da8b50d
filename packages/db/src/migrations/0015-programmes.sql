-- Many programmes: editions in issues, each with a calendar of its own, and what a tenant does known by its programme.

-- Row security binds the owner too, and what was signed or told stays as it was written; this file moves rows of every
-- tenant, and says the same of them in new columns.
do $$
declare t text;
begin
  foreach t in array array[
    'programmes', 'data_elements', 'form_versions', 'indicator_versions', 'report_templates', 'editions', 'edition_forms',
    'edition_indicators', 'added_indicators', 'collections', 'submissions', 'revisions', 'facts', 'reports', 'deliveries',
    'ledger_items', 'analysis_views', 'sensitive_rows', 'notices', 'tenants'
  ] loop
    execute format('alter table %I no force row level security', t);
    execute format('alter table %I disable trigger user', t);
  end loop;
end $$;

-- A calendar names its periods and when they begin. Until now there were two terms, and code knew their days.
update editions set calendar = jsonb_build_object(
  'periods', (
    select jsonb_agg(jsonb_build_object(
      'code', case ordinal when 1 then 'spring' else 'autumn' end,
      'label', case ordinal
        when 1 then '{"zh": "春季学期", "en": "Spring term"}'::jsonb
        else '{"zh": "秋季学期", "en": "Autumn term"}'::jsonb
      end,
      'short', case ordinal when 1 then '{"zh": "春", "en": "Sp"}'::jsonb else '{"zh": "秋", "en": "Au"}'::jsonb end,
      'starts', case ordinal when 1 then '01-01' else '09-01' end,
      'opens', w ->> 'opens',
      'due', case when (w ->> 'dueNextYear')::boolean then '+1 ' else '' end || (w ->> 'due'),
      'closes', case when (w ->> 'closesNextYear')::boolean then '+1 ' else '' end || (w ->> 'closes')
    ) order by ordinal)
    from jsonb_array_elements(calendar -> 'windows') with ordinality as windows (w, ordinal)
  ),
  'reportDue', '+1 ' || (calendar ->> 'reportDue'),
  'publishDue', '+1 ' || (calendar ->> 'publishDue')
) where calendar ? 'windows';

-- A definition belongs to a programme, be it another tenant's: what a city or a bureau adds is its own, of the platform's
-- programme. Until now it stood under a programme of the same code in the adder's name, which nobody had published.
do $$
declare t text;
begin
  foreach t in array array['data_elements', 'form_versions', 'indicator_versions', 'report_templates'] loop
    execute format('alter table %I add column programme_owner_tenant_id int', t);
    execute format('update %I x set programme_owner_tenant_id = coalesce(
      (select e.owner_tenant_id from editions e where e.owner_tenant_id = x.owner_tenant_id and e.programme_code = x.programme_code limit 1),
      (select e.owner_tenant_id from editions e where e.programme_code = x.programme_code limit 1),
      x.owner_tenant_id)', t);
    execute format('alter table %I alter column programme_owner_tenant_id set not null', t);
    execute format('alter table %I drop constraint %I', t, t || '_owner_tenant_id_programme_code_fkey');
    execute format('alter table %I add foreign key (programme_owner_tenant_id, programme_code)
      references programmes (owner_tenant_id, code) on delete restrict', t);
  end loop;
end $$;
alter table data_elements drop constraint data_elements_owner_tenant_id_programme_code_kind_code_key;
alter table data_elements add unique (owner_tenant_id, programme_owner_tenant_id, programme_code, kind, code);
alter table form_versions drop constraint form_versions_owner_tenant_id_programme_code_form_code_vers_key;
alter table form_versions add unique (owner_tenant_id, programme_owner_tenant_id, programme_code, form_code, version);
alter table indicator_versions drop constraint indicator_versions_owner_tenant_id_programme_code_code_vers_key;
alter table indicator_versions add unique (owner_tenant_id, programme_owner_tenant_id, programme_code, code, version);
alter table report_templates drop constraint report_templates_owner_tenant_id_programme_code_version_key;
alter table report_templates add unique (owner_tenant_id, programme_owner_tenant_id, programme_code, version);
delete from programmes p where not exists (
  select from editions e where e.owner_tenant_id = p.owner_tenant_id and e.programme_code = p.code
) and exists (select from editions e where e.programme_code = p.code);

-- What an element means never changes while its code lives: type, unit, breakdown. Null of what was published before
-- this was kept, until it is published again.
alter table data_elements add column meaning jsonb;

-- One edition a year, in issues that never change: the next amends the year that has begun.
create table edition_issues (
  owner_tenant_id int not null,
  edition_id uuid not null,
  no smallint not null check (no >= 1),
  title jsonb not null,
  template_id uuid not null,
  calendar jsonb not null,
  chain jsonb not null,
  indicator_groups jsonb not null,
  sensitive_registers jsonb not null,
  glossary jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, edition_id, no),
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, template_id) references report_templates (owner_tenant_id, id) on delete restrict
);
insert into edition_issues (
  owner_tenant_id, edition_id, no, title, template_id, calendar, chain, indicator_groups, sensitive_registers, glossary,
  published_at
)
select e.owner_tenant_id, e.id, 1, p.title, e.template_id, e.calendar, e.chain, e.indicator_groups,
  e.sensitive_registers, '[]', e.published_at
from editions e join programmes p on p.owner_tenant_id = e.owner_tenant_id and p.code = e.programme_code;
alter table editions
  drop column template_id, drop column calendar, drop column chain, drop column indicator_groups,
  drop column sensitive_registers;

do $$
declare t text;
begin
  foreach t in array array['edition_forms', 'edition_indicators'] loop
    execute format('alter table %I add column issue_no smallint not null default 1', t);
    execute format('alter table %I alter column issue_no drop default', t);
    execute format('alter table %I drop constraint %I', t, t || '_pkey');
    execute format('alter table %I drop constraint %I', t, t || '_owner_tenant_id_edition_id_fkey');
    execute format('alter table %I add foreign key (owner_tenant_id, edition_id, issue_no)
      references edition_issues (owner_tenant_id, edition_id, no) on delete cascade', t);
  end loop;
end $$;
alter table edition_forms add primary key (owner_tenant_id, edition_id, issue_no, form_version_id);
alter table edition_indicators add primary key (owner_tenant_id, edition_id, issue_no, indicator_version_id);

-- What a tenant does is of a programme (whose owner stands beside it already), and goes by the issue that it began with.
-- The days that a collection is of stay as they were when it was opened: by them one period is known as the last one's
-- next, or as the same of a year before.
alter table collections
  add column programme_code text, add column issue_no smallint, add column starts_on date, add column ends_on date;
update collections c set
  programme_code = e.programme_code,
  issue_no = 1,
  starts_on = make_date(c.year, case c.period when 1 then 1 else 9 end, 1),
  ends_on = case c.period when 1 then make_date(c.year, 8, 31) else make_date(c.year, 12, 31) end
from editions e where e.owner_tenant_id = c.owner_tenant_id and e.id = c.edition_id;
alter table collections
  alter column programme_code set not null,
  alter column issue_no set not null,
  alter column starts_on set not null,
  alter column ends_on set not null,
  add check (starts_on <= ends_on),
  drop constraint collections_owner_tenant_id_edition_id_fkey,
  add foreign key (owner_tenant_id, edition_id, issue_no)
    references edition_issues (owner_tenant_id, edition_id, no) on delete restrict;
drop index collections_by_year;
create index collections_by_year on collections (tenant_id, owner_tenant_id, programme_code, year, period);

alter table submissions add column issue_no smallint not null default 1;
alter table submissions alter column issue_no drop default;
alter table submissions drop constraint submissions_tenant_id_collection_id_unit_id_form_code_key;
alter table submissions add unique (tenant_id, collection_id, unit_id, owner_tenant_id, form_code);

alter table revisions add column issue_no smallint not null default 1, add column form_version_id uuid;
alter table revisions alter column issue_no drop default;
update revisions r set form_version_id = s.form_version_id
from submissions s where s.tenant_id = r.tenant_id and s.id = r.submission_id;
alter table revisions alter column form_version_id set not null;

alter table reports add column programme_code text, add column issue_no smallint;
update reports r set programme_code = e.programme_code, issue_no = 1
from editions e where e.owner_tenant_id = r.owner_tenant_id and e.id = r.edition_id;
alter table reports
  alter column programme_code set not null,
  alter column issue_no set not null,
  drop constraint reports_owner_tenant_id_edition_id_fkey,
  add foreign key (owner_tenant_id, edition_id, issue_no)
    references edition_issues (owner_tenant_id, edition_id, no) on delete restrict;

alter table deliveries add column programme_code text, add column issue_no smallint;
update deliveries d set programme_code = e.programme_code, issue_no = 1
from editions e where e.owner_tenant_id = d.owner_tenant_id and e.id = d.edition_id;
alter table deliveries
  alter column programme_code set not null,
  alter column issue_no set not null,
  drop constraint deliveries_owner_tenant_id_edition_id_fkey,
  add foreign key (owner_tenant_id, edition_id, issue_no)
    references edition_issues (owner_tenant_id, edition_id, no) on delete restrict;
drop index deliveries_by_year;
create index deliveries_by_year on deliveries (tenant_id, owner_tenant_id, programme_code, year, sender_tenant_id);

-- Promises of a report, records of a programme's register, views of its figures: until now there was one programme, and
-- they are its.
do $$
declare t text;
begin
  foreach t in array array['ledger_items', 'sensitive_rows'] loop
    execute format('alter table %I add column owner_tenant_id int, add column programme_code text', t);
    execute format('update %I set owner_tenant_id = e.owner_tenant_id, programme_code = e.programme_code
      from (select owner_tenant_id, programme_code from editions order by year limit 1) e', t);
    execute format('alter table %I alter column owner_tenant_id set not null, alter column programme_code set not null', t);
    execute format('alter table %I add foreign key (owner_tenant_id, programme_code)
      references programmes (owner_tenant_id, code) on delete restrict', t);
  end loop;
end $$;
drop index ledger_items_by_year;
create index ledger_items_by_year on ledger_items (tenant_id, owner_tenant_id, programme_code, year, kind, position);
update analysis_views set definition = definition || jsonb_build_object(
  'programme', (select programme_code from editions order by year limit 1));

-- Of a figure taken in before its periods were kept: the two terms of its year.
update facts set periods = 6 where period = 0 and periods is null;

-- A notice says what it is about in words, as it was called then; it named terms by number and forms by code.
update notices n set params = (n.params - 'period' - 'formCode')
  || jsonb_build_object('programme', p.title)
  || case n.params ->> 'period'
    when '1' then jsonb_build_object('period', jsonb_build_object(
      'zh', (n.params ->> 'year') || ' 春季学期', 'en', 'Spring term ' || (n.params ->> 'year')))
    when '2' then jsonb_build_object('period', jsonb_build_object(
      'zh', (n.params ->> 'year') || ' 秋季学期', 'en', 'Autumn term ' || (n.params ->> 'year')))
    else '{}'
  end
  || coalesce((
    select jsonb_build_object('form', f.definition -> 'title') from form_versions f
    where f.form_code = n.params ->> 'formCode' order by f.version desc limit 1
  ), '{}')
from (
  select p.title from programmes p join editions e on e.owner_tenant_id = p.owner_tenant_id and e.programme_code = p.code
  order by e.year limit 1
) p;

-- Definitions are their owner's as a whole: who is confined to units reads what is published, and writes none.
do $$
declare t text;
begin
  foreach t in array array[
    'programmes', 'data_elements', 'form_versions', 'indicator_versions', 'report_templates', 'editions', 'edition_issues',
    'edition_forms', 'edition_indicators', 'added_indicators'
  ] loop
    if t = 'edition_issues' then
      execute format('alter table %I enable row level security', t);
      execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    else
      execute format('drop policy %I on %I', t || '_read', t);
      execute format('drop policy %I on %I', t || '_insert', t);
      execute format('drop policy %I on %I', t || '_update', t);
      execute format('drop policy %I on %I', t || '_delete', t);
    end if;
    execute format('create policy %I on %I as restrictive for select to huibao_app
      using ((owner_tenant_id = (select app_tenant()) and (select app_units()) is null)
        or (published_at is not null and owner_tenant_id = any ((select app_lineage())::int[])))', t || '_read', t);
    execute format('create policy %I on %I as restrictive for insert to huibao_app
      with check (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)', t || '_insert', t);
    execute format('create policy %I on %I as restrictive for update to huibao_app
      using (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)
      with check (owner_tenant_id = (select app_tenant()))', t || '_update', t);
    execute format('create policy %I on %I as restrictive for delete to huibao_app
      using (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)', t || '_delete', t);
  end loop;
end $$;

grant select, insert on edition_issues to huibao_app;
grant update (meaning) on data_elements to huibao_app;
grant update (title) on programmes to huibao_app;

do $$
declare t text;
begin
  foreach t in array array[
    'programmes', 'data_elements', 'form_versions', 'indicator_versions', 'report_templates', 'editions', 'edition_issues',
    'edition_forms', 'edition_indicators', 'added_indicators', 'collections', 'submissions', 'revisions', 'facts', 'reports',
    'deliveries', 'ledger_items', 'analysis_views', 'sensitive_rows', 'notices', 'tenants'
  ] loop
    execute format('alter table %I enable trigger user', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
