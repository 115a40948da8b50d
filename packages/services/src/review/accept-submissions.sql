select "id"
from "submissions"
where
  "tenant_id" = $1
  and id = any ($2::uuid[])
order by "id"
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
      a.tenant_id = $1
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
  "s"."tenant_id" = $2
  and s.id = any ($3::uuid[])
order by "s"."id";

select
  r.submission_id,
  r.id,
  r.document -> 'reads' as reads
from
  unnest($1::uuid[], $2::int[]) as n (submission_id, no)
  join revisions r on r.tenant_id = $3
  and r.submission_id = n.submission_id
  and r.no = n.no;

with
  taken as (
    insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
    select
      s.tenant_id,
      s.id,
      $1::uuid,
      s.unit_id,
      $2,
      $3::timestamptz
    from submissions s
    where
      s.tenant_id = $4::int
      and s.id = any ($5::uuid[])
    on conflict do nothing
    returning
      submission_id,
      part
  )
select
  submission_id,
  part
from
  taken
  -- A divided database sees what was taken just now, one PostgreSQL doesn't: one row for each in both.
union
select
  submission_id,
  part
from submission_parts
where
  tenant_id = $6
  and submission_id = any ($7::uuid[])
  and user_id = $8;

update "submissions"
set
  "state" = $1,
  "decided_at" = $2,
  "decided_by" = $3,
  "reason" = $4
where
  "tenant_id" = $5
  and id = any ($6::uuid[]);

update "revisions"
set
  "state" = $1,
  "decided_by" = $2,
  "decided_at" = $3,
  "reason" = $4
where
  "tenant_id" = $5
  and id = any ($6::uuid[]);

select pg_advisory_xact_lock_shared(7120533, $1);

insert into
  facts (
    tenant_id,
    year,
    element_id,
    key,
    period,
    unit_id,
    owner_tenant_id,
    is_applicable,
    num,
    code,
    source_id
  )
select
  r.tenant_id,
  c.year,
  (f ->> 'element')::int,
  f ->> 'key',
  c.period,
  r.unit_id,
  s.owner_tenant_id,
  (f ->> 'isApplicable')::boolean,
  (f ->> 'num')::numeric,
  f ->> 'code',
  r.id
from
  revisions r
  join submissions s on s.tenant_id = r.tenant_id
  and s.id = r.submission_id
  join collections c on c.tenant_id = s.tenant_id
  and c.id = s.collection_id
  cross join lateral jsonb_array_elements(r.document -> 'facts') f
where
  r.tenant_id = $1
  and r.id = any ($2::uuid[]);

insert into fact_texts (tenant_id, year, element_id, unit_id, period, ordinal, owner_tenant_id, text, source_id)
select
  r.tenant_id,
  c.year,
  (t ->> 'element')::int,
  r.unit_id,
  c.period,
  (t ->> 'ordinal')::int,
  s.owner_tenant_id,
  t ->> 'text',
  r.id
from
  revisions r
  join submissions s on s.tenant_id = r.tenant_id
  and s.id = r.submission_id
  join collections c on c.tenant_id = s.tenant_id
  and c.id = s.collection_id
  cross join lateral jsonb_array_elements(r.document -> 'texts') t
where
  r.tenant_id = $1
  and r.id = any ($2::uuid[]);

insert into audit_heads as h (tenant_id, seq, hash)
values ($1, 0, $2)
on conflict (tenant_id) do update
set seq = h.seq
returning
  seq,
  hash;

insert into
  audit_entries (
    tenant_id,
    seq,
    at,
    user_id,
    user_name,
    action,
    subject,
    detail,
    outcome,
    request_id,
    previous,
    hash
  )
select
  h.tenant_id,
  e.*
from
  audit_heads h,
  unnest(
    $1::bigint[],
    $2::timestamptz[],
    $3::uuid[],
    $4::text[],
    $5::text[],
    $6::text[],
    $7::jsonb[],
    $8::text[],
    $9::text[],
    $10::bytea[],
    $11::bytea[]
  ) e
where h.tenant_id = $12;

update "audit_heads"
set
  "seq" = $1,
  "hash" = $2
where "tenant_id" = $3;
