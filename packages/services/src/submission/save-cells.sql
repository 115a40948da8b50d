set local app.tenant = '3';

set local app.lineage = '{3,2,1}';

set local app.units = '{5}';

select "id"
from "submissions"
where
  "tenant_id" = $1
  and "id" = $2
for update;

select
  "s"."id",
  "s"."collection_id",
  "s"."owner_tenant_id" as "formOwnerId",
  "s"."unit_id",
  "s"."form_code",
  "s"."form_version_id",
  "s"."issue_no" as "formIssueNo",
  "s"."moved_from_issue_no",
  "s"."state",
  "s"."revision_no",
  "s"."saved_at",
  "s"."submitted_at",
  "s"."first_submitted_at",
  "s"."reason",
  "s"."is_zero_report",
  "s"."extended_until",
  "s"."mend_until",
  "s"."decided_at",
  "c"."owner_tenant_id",
  "c"."edition_id",
  "c"."programme_code",
  "c"."year",
  "c"."period",
  "c"."starts_on",
  "c"."ends_on",
  "c"."opens_at",
  "c"."due_at",
  "c"."closes_at",
  case
    when s.owner_tenant_id = c.owner_tenant_id then s.issue_no
    else c.issue_no
  end as "issue_no",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_array(i.owner_tenant_id, i.id, i.no)
          order by i.owner_tenant_id
        ),
        '[]'
      )
    from
      collection_additions a
      join added_issues n on n.owner_tenant_id = a.owner_tenant_id
      and n.id = a.issue_id
      join added_issues i on i.owner_tenant_id = a.owner_tenant_id
      and i.edition_owner_tenant_id = n.edition_owner_tenant_id
      and i.edition_id = n.edition_id
      and i.no = case
        when a.owner_tenant_id = s.owner_tenant_id then s.issue_no
        else n.no
      end
    where
      a.tenant_id = c.tenant_id
      and a.collection_id = c.id
  ) as "pinned",
  "u"."name",
  "u"."kind",
  "u"."school_type",
  "u"."ownership",
  "u"."section_code",
  "u"."has_head_step",
  "s"."asked_as"
from
  "submissions" as "s"
  inner join "collections" as "c" on "c"."tenant_id" = "s"."tenant_id"
  and "c"."id" = "s"."collection_id"
  inner join "org_units" as "u" on "u"."tenant_id" = "s"."tenant_id"
  and "u"."id" = "s"."unit_id"
where
  "s"."tenant_id" = $1
  and "s"."id" = $2;

with
  taken as (
    insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
    values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing
    returning part
  ),
  standing as (
    select part
    from taken
    union all
    select part
    from submission_parts
    where
      tenant_id = $7
      and submission_id = $8
      and user_id = $9
  ),
  edit as (
    select *
    from unnest($10::text[], $11::text[], $12::text[], $13::text[], $14::int[]) as e (code, key, state, value, seen)
  ),
  changed as (
    update draft_cells d
    set
      state = e.state,
      value = e.value,
      version = d.version + 1,
      source = $15,
      updated_by = $16::uuid,
      updated_at = $17::timestamptz
    from
      edit e,
      standing
    where
      part = 'reporting'
      and (d.tenant_id, d.submission_id) = ($18::int, $19::uuid)
      and d.code = e.code
      and d.key = e.key
      and e.seen > 0
      and d.version = e.seen
    returning
      d.code,
      d.key,
      d.state,
      d.value,
      d.version
  ),
  added as (
    insert into
      draft_cells (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
    select
      $20::int,
      $21::uuid,
      $22::int,
      code,
      key,
      state,
      value,
      1,
      $23,
      $24::uuid,
      $25::timestamptz
    from
      edit,
      standing
    where
      part = 'reporting'
      and seen = 0
    on conflict (tenant_id, submission_id, code, key) do nothing
    returning
      code,
      key,
      state,
      value,
      version
  ),
  saved as (
    select *
    from changed
    union all
    select *
    from added
  ),
  kept as (
    insert into
      cell_changes (
        tenant_id,
        submission_id,
        unit_id,
        code,
        key,
        version,
        state,
        value,
        source,
        changed_by,
        changed_at,
        file_name
      )
    select
      $26::int,
      $27::uuid,
      $28::int,
      code,
      key,
      version,
      state,
      value,
      $29,
      $30::uuid,
      $31::timestamptz,
      $32::text
    from saved
  ),
  touched as (
    update submissions
    set
      saved_at = $33::timestamptz,
      saved_by = $34::uuid
    where
      (tenant_id, id) = ($35::int, $36::uuid)
      and exists (
        select 1
        from standing
        where part = 'reporting'
      )
  ),
  lost as materialized (
    select
      code,
      key
    from edit
    where
      not exists (
        select 1
        from saved
        where
          saved.code = edit.code
          and saved.key = edit.key
      )
  )
select
  part,
  true as "wasSaved",
  code,
  key,
  version,
  '' as state,
  '' as value,
  '' as by,
  null::timestamptz as at
from
  standing,
  saved
union all
select
  part,
  false,
  lost.code,
  lost.key,
  coalesce(d.version, 0),
  coalesce(d.state, 'missing'),
  coalesce(d.value, ''),
  coalesce(u.name, ''),
  d.updated_at
from
  standing,
  lost
  left join draft_cells d on (d.tenant_id, d.submission_id) = ($37::int, $38::uuid)
  and d.code = lost.code
  and d.key = lost.key
  left join users u on u.tenant_id = d.tenant_id
  and u.id = d.updated_by;
