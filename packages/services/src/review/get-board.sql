select
  "id",
  "owner_tenant_id",
  "edition_id",
  "issue_no",
  "programme_code",
  "year",
  "period",
  "starts_on",
  "ends_on",
  "opens_at",
  "due_at",
  "closes_at",
  "parts",
  (
    select
      coalesce(
        jsonb_agg(
          jsonb_build_array(a.owner_tenant_id, a.issue_id, i.no)
          order by a.owner_tenant_id
        ),
        '[]'
      )
    from
      collection_additions a
      join added_issues i on i.owner_tenant_id = a.owner_tenant_id
      and i.id = a.issue_id
    where
      a.tenant_id = $1
      and a.collection_id = c.id
  ) as "pinned"
from "collections" as "c"
where
  "tenant_id" = $2
  and "id" = $3;

select
  (
    extract(
      epoch
      from pg_postmaster_start_time()
    ) * 1000
  )::bigint::text as "startedAt",
  pg_snapshot_xmin(pg_current_snapshot())::text as finished
from collections
where
  tenant_id = $1
  and id = $2;

select
  "s"."owner_tenant_id" as "formOwnerId",
  "s"."issue_no" as "formIssueNo",
  "s"."formCodes",
  "s"."open",
  case
    when s.owner_tenant_id = c.owner_tenant_id then s.issue_no
    else c.issue_no
  end as "issue_no",
  "c"."owner_tenant_id",
  "c"."edition_id",
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
  ) as "pinned"
from
  "collections" as "c"
  inner join (
    select
      "owner_tenant_id",
      "issue_no",
      array_agg(distinct form_code) as "formCodes",
      (count(*) filter (where state in ('draft', 'returned')))::int as "open"
    from "submissions"
    where
      "tenant_id" = $2
      and "collection_id" = $3
      and "state" <> $4
    group by
      "owner_tenant_id",
      "issue_no"
  ) as "s" on true
where
  "c"."tenant_id" = $5
  and "c"."id" = $6;

select
  "s"."id",
  "s"."issue_no" as "formIssueNo",
  "s"."owner_tenant_id" as "formOwnerId",
  "s"."unit_id",
  "s"."form_code",
  "s"."state",
  "s"."filled",
  "s"."required",
  "s"."revision_no",
  "s"."is_zero_report",
  "s"."saved_at",
  "s"."submitted_at",
  "s"."first_submitted_at",
  "s"."decided_at",
  "s"."extended_until",
  "u"."name",
  "u"."kind",
  "u"."school_type",
  "u"."ownership",
  "u"."section_code",
  "s"."asked_as",
  "r"."explained"
from
  "submissions" as "s"
  inner join "org_units" as "u" on "u"."tenant_id" = "s"."tenant_id"
  and "u"."id" = "s"."unit_id"
  left join "revisions" as "r" on "r"."tenant_id" = "s"."tenant_id"
  and "r"."submission_id" = "s"."id"
  and "r"."no" = "s"."revision_no"
where
  "s"."tenant_id" = $1
  and "s"."collection_id" = $2
  and "s"."state" <> $3
  and (
    $4::int[] is null
    or "s"."unit_id" = any ($5::int[])
  )
order by
  "u"."kind",
  "u"."id";

select
  "r"."submission_id",
  count(*)::int as "comments"
from
  "submissions" as "s"
  inner join "revisions" as "r" on "r"."tenant_id" = "s"."tenant_id"
  and "r"."submission_id" = "s"."id"
  and "r"."no" = "s"."revision_no"
  inner join "review_comments" as "k" on "k"."tenant_id" = "r"."tenant_id"
  and "k"."submission_id" = "r"."submission_id"
  and "k"."revision_id" = "r"."id"
where
  "s"."tenant_id" = $1
  and "s"."collection_id" = $2
  and (
    $3::int[] is null
    or "s"."unit_id" = any ($4::int[])
  )
group by "r"."submission_id";

select
  "unit_id",
  max(created_at) as "at"
from "notices"
where
  "tenant_id" = $1
  and "kind" = 'nudge'
  and params ->> 'collectionId' = $2::text
  and (
    $3::int[] is null
    or "unit_id" = any ($4::int[])
  )
group by "unit_id";

select
  "unit_id",
  "form_code"
from "submissions"
where
  "tenant_id" = $1
  and "collection_id" = $2
  and "state" = $3
  and (
    $4::int[] is null
    or "unit_id" = any ($5::int[])
  );

select
  "e"."id",
  "e"."collection_id",
  "e"."unit_id",
  "e"."reason",
  "a"."name" as "askedBy",
  "e"."asked_at",
  "e"."state",
  "e"."answer",
  "d"."name" as "decidedBy",
  "e"."decided_at",
  "e"."extended_until"
from
  "extension_requests" as "e"
  inner join "users" as "a" on "a"."tenant_id" = "e"."tenant_id"
  and "a"."id" = "e"."asked_by"
  left join "users" as "d" on "d"."tenant_id" = "e"."tenant_id"
  and "d"."id" = "e"."decided_by"
where
  "e"."tenant_id" = $1
  and "e"."collection_id" = $2
order by
  "e"."asked_at" desc,
  "e"."id" desc;

select
  "submission_id",
  "code",
  "key",
  "state",
  "value"
from "draft_cells"
where
  "tenant_id" = $1
  and submission_id = any ($2::uuid[])
  and "state" <> $3;

select max("no") as "issueNo"
from "edition_issues"
where
  "owner_tenant_id" = $1
  and "edition_id" = $2
  and "published_at" is not null;

select distinct
  on ("i"."owner_tenant_id") "i"."owner_tenant_id",
  "i"."id",
  "i"."no",
  "t"."kind"
from
  "added_issues" as "i"
  inner join "tenants" as "t" on "t"."id" = "i"."owner_tenant_id"
where
  "i"."edition_owner_tenant_id" = $1
  and "i"."edition_id" = $2
  and "i"."published_at" is not null
order by
  "i"."owner_tenant_id",
  "i"."no" desc;
