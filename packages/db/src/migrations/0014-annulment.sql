-- Annulment reaches every table that held what the report said: its text, what was signed and sent of it, and what was
-- said about it. Hashes, numbers, dates, the figures and the ground stay. Content becomes null, once, and only so.

alter table reports
  add column annulled_on date,
  add column annulled_for text check (annulled_for in ('personal_data', 'not_public', 'error')),
  add constraint reports_content check (
    case when annulled_on is null then annulled_for is null
      else annulled_for is not null and frozen is not null and not frozen ?| array['sections', 'answers'] end
  );

alter table report_sections alter column content drop not null;
alter table report_section_versions alter column content drop not null;
alter table report_manifests alter column manifest drop not null;
alter table report_asides alter column content drop not null;
alter table report_answers alter column answer drop not null;

alter table deliveries
  add column annulled_on date,
  add column annulled_for text check (annulled_for in ('personal_data', 'not_public', 'error')),
  -- As whoever annulled it gave it.
  add column annulled_because text,
  alter column document drop not null,
  alter column answers drop not null,
  add constraint deliveries_content check (
    case when annulled_on is null
      then num_nonnulls(annulled_for, annulled_because) = 0 and num_nulls(document, answers) = 0
      else num_nulls(annulled_for, annulled_because) = 0 and num_nonnulls(document, answers, reason) = 0
    end
  );

-- What 签发 froze stays as it was signed; annulled, it is that without its words.
create function keep_report() returns trigger language plpgsql as $$
begin
  if (new.hash, new.issued_on, new.issued_by) is distinct from (old.hash, old.issued_on, old.issued_by)
    then raise exception 'an issued report stays as it was signed';
  end if;
  if old.annulled_on is not null then
    if (new.annulled_on, new.annulled_for, new.frozen) is distinct from (old.annulled_on, old.annulled_for, old.frozen)
      then raise exception 'an annulment is for good';
    end if;
  -- In brackets, since a condition ends at the first bare "then".
  elsif new.frozen is distinct from
    (case when new.annulled_on is null then old.frozen else old.frozen - array['sections', 'answers'] end)
    then raise exception 'an issued report stays as it was signed';
  end if;
  return new;
end $$;
create trigger keep_report before update on reports for each row when (old.frozen is not null)
  execute function keep_report();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % stays as it was written', tg_table_name;
end $$;

-- Of the version itself, or of a later one: what its text came from.
create function require_annulment() returns trigger language plpgsql as $$
begin
  if not exists (
    select from reports own
    join reports annulled on annulled.tenant_id = own.tenant_id and annulled.owner_tenant_id = own.owner_tenant_id
      and annulled.edition_id = own.edition_id and annulled.version <= own.version
    where own.tenant_id = new.tenant_id and own.id = new.report_id and annulled.annulled_on is not null
  )
    then raise exception 'only an annulment erases a row of %', tg_table_name;
  end if;
  return new;
end $$;

create function refuse_once_annulled() returns trigger language plpgsql as $$
begin
  if exists (select from reports r where r.tenant_id = new.tenant_id and r.id = new.report_id and r.annulled_on is not null)
    then raise exception 'an annulment is for good';
  end if;
  return new;
end $$;

-- Written once: erased, or as it was.
create trigger keep_version before update on report_section_versions for each row
  when (new.content is not null and new.content is distinct from old.content) execute function refuse_change();
create trigger erase_version before update on report_section_versions for each row
  when (new.content is null and old.content is not null) execute function require_annulment();
create trigger keep_manifest before update on report_manifests for each row
  when (new.manifest is not null and new.manifest is distinct from old.manifest) execute function refuse_change();
create trigger erase_manifest before update on report_manifests for each row
  when (new.manifest is null and old.manifest is not null) execute function require_annulment();
create trigger keep_aside before update on report_asides for each row
  when (new.content is not null and new.content is distinct from old.content) execute function refuse_change();
create trigger erase_aside before update on report_asides for each row
  when (new.content is null and old.content is not null) execute function require_annulment();
create trigger keep_comment before update on report_decisions for each row
  when (new.comment is not null and new.comment is distinct from old.comment) execute function refuse_change();
create trigger erase_comment before update on report_decisions for each row
  when (new.comment is null and old.comment is not null) execute function require_annulment();
-- Written on while the report is a draft: erased with it, never again.
create trigger keep_section before update on report_sections for each row
  when (old.content is null and new.content is not null) execute function refuse_once_annulled();
create trigger erase_section before update on report_sections for each row
  when (new.content is null and old.content is not null) execute function require_annulment();
create trigger keep_answer before update on report_answers for each row
  when (old.answer is null and new.answer is not null) execute function refuse_once_annulled();
create trigger erase_answer before update on report_answers for each row
  when (new.answer is null and old.answer is not null) execute function require_annulment();
-- A notice may lose the reason that it told.
create trigger keep_notice before update on notices for each row
  when (new.params is distinct from old.params and new.params is distinct from old.params - 'reason')
  execute function refuse_change();

-- A delivery is decided by whom it was sent to and annulled by whom it is from, neither by the other.
create function keep_delivery() returns trigger language plpgsql as $$
declare
  decided boolean := (new.state, new.decided_at, new.decided_by, new.decided_by_name)
    is distinct from (old.state, old.decided_at, old.decided_by, old.decided_by_name);
begin
  if old.annulled_on is not null
    then raise exception 'an annulment is for good';
  end if;
  if new.annulled_on is null then
    if (new.document, new.answers) is distinct from (old.document, old.answers)
      then raise exception 'a delivery stays as it was sent';
    end if;
    if app_tenant() <> old.tenant_id
      then raise exception 'a delivery is decided by whom it was sent to';
    end if;
  elsif decided or app_tenant() <> old.sender_tenant_id
    then raise exception 'a delivery is annulled by whom it is from';
  end if;
  return new;
end $$;
create trigger keep_delivery before update on deliveries for each row execute function keep_delivery();

-- The trigger says which of the two may change what.
drop policy deliveries_update on deliveries;
create policy deliveries_update on deliveries as restrictive for update to huibao_app
  using (tenant_id = (select app_tenant()) or sender_tenant_id = (select app_tenant()))
  with check (tenant_id = (select app_tenant()) or sender_tenant_id = (select app_tenant()));

grant update (document, answers, annulled_on, annulled_for, annulled_because) on deliveries to huibao_app;
grant update (content) on report_section_versions, report_asides to huibao_app;
grant update (manifest) on report_manifests to huibao_app;
grant update (comment) on report_decisions to huibao_app;
grant update (params) on notices to huibao_app;
