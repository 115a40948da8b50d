select
  set_config('app.tenant', $1, true),
  set_config('app.lineage', $2, true),
  set_config('app.units', $3, true);

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
  saved as (
    insert into
      draft_cells as d (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
    select
      $15::int,
      $16::uuid,
      $17,
      code,
      key,
      state,
      value,
      1,
      $18,
      $19::uuid,
      $20
    from
      edit,
      standing
    where
      part = 'reporting'
      and (
        seen = 0
        or exists (
          select 1
          from draft_cells c
          where
            (c.tenant_id, c.submission_id) = ($21::int, $22::uuid)
            and c.code = edit.code
            and c.key = edit.key
        )
      )
    on conflict (tenant_id, submission_id, code, key) do update
    set
      state = excluded.state,
      value = excluded.value,
      version = d.version + 1,
      source = excluded.source,
      updated_by = excluded.updated_by,
      updated_at = excluded.updated_at
    where
      d.version = (
        select seen
        from edit
        where
          edit.code = d.code
          and edit.key = d.key
      )
    returning
      code,
      key,
      state,
      value,
      version
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
      $23::int,
      $24::uuid,
      $25,
      code,
      key,
      version,
      state,
      value,
      $26,
      $27::uuid,
      $28,
      $29::text
    from saved
  ),
  touched as (
    update submissions
    set
      saved_at = $30,
      saved_by = $31::uuid
    where (tenant_id, id) = ($32::int, $33::uuid)
  )
select
  part,
  code,
  key,
  version
from
  standing
  left join saved on true;
